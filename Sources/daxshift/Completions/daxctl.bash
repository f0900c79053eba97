# SPDX-License-Identifier: Apache-2.0
#
# Completes the command lines of daxctl and ndctl where these are links to daxshift, which knows what can follow.

_daxctl() {
    local cur=$2 word words=() offered status=0
    # bash makes three words of --mode=devdax.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == = ]] || words+=("$word")
    done
    [[ $cur != = ]] || cur=
    offered=$("$1" ---completion "${words[@]}" "$cur" 2>/dev/null) || status=$?
    COMPREPLY=()
    case $status in
    0) [[ -z $offered ]] || mapfile -t COMPREPLY <<<"$offered" ;;
    2) compopt -o default ;; # the name of a file
    esac
}

complete -F _daxctl daxctl ndctl
