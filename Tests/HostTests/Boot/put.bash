# SPDX-License-Identifier: Apache-2.0

# put FILE...: copies files of this machine to their own place; a link is copied with what it leads to.
put() {
    local file
    for file; do
        mkdir -p "$folder/usr${file%/*}"
        cp -L "$file" "$folder/usr$file"
    done
}
