# SPDX-License-Identifier: Apache-2.0
#
# Completes the command lines of daxctl and ndctl where these are links to daxshift, which knows what can follow.

function __daxctl_offered
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l offered (command $words[1] ---completion $words[2..] "$word" 2>/dev/null)
    switch $status
        case 0
            string join \n -- $offered
        case 2 # the name of a file
            __fish_complete_path "$word"
    end
end

complete -c daxctl -f -a '(__daxctl_offered)'
complete -c ndctl -f -a '(__daxctl_offered)'
