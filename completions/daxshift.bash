# SPDX-License-Identifier: Apache-2.0

__daxshift_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__daxshift_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__daxshift_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__daxshift_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}" 2>/dev/null
}

_daxshift() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __daxshift_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|map|read-labels|reconfigure-device|create-device|destroy-device|enable-device|disable-device|migrate-device-model|create-namespace|reconfigure-namespace|destroy-namespace|enable-namespace|disable-namespace|enable-region|disable-region|init-labels|zero-labels|plan|apply|confirm|layout|online-memory|offline-memory|recover|help)
        # Offer subcommand argument completions
        "_daxshift_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list map read-labels reconfigure-device create-device destroy-device enable-device disable-device migrate-device-model create-namespace reconfigure-namespace destroy-namespace enable-namespace disable-namespace enable-region disable-region init-labels zero-labels plan apply confirm layout online-memory offline-memory recover help' -- "${cur}"))
        ;;
    esac
}

_daxshift_list() {
    repeating_flags=()
    non_repeating_flags=(-B --buses --dimms -R --regions -N --namespaces -D --devices -M --mappings -i --idle --by-speed --json --table --noheadings --bytes --version -h --help)
    repeating_options=(-r --region -d --device --dev -n --namespace -o --output)
    non_repeating_options=(--capture --snapshot --from)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion list -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '-d'|'--device'|'--dev')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion list -- --device "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '-n'|'--namespace')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion list -- --namespace "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--capture')
        __daxshift_add_completions -o plusdirs -fX '!*.@(tar)'
        return
        ;;
    '--snapshot')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '-o'|'--output')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion list -- --output "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_map() {
    repeating_flags=()
    non_repeating_flags=(--json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--svg --from)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion map -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--svg')
        __daxshift_add_completions -o plusdirs -fX '!*.@(svg)'
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_daxshift_read-labels() {
    repeating_flags=()
    non_repeating_flags=(--json --table --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __daxshift_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion read-labels -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_reconfigure-device() {
    repeating_flags=()
    non_repeating_flags=(-C --check-config --no-movable -N --no-online --memmap-on-memory --migrate -f --force --skip-poisoned --allow-oom --dry-run --json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--mode -m --zone --size -s --at --align -a --from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--mode'|'-m')
        __daxshift_add_completions -W 'system-ram'$'\n''devdax'
        return
        ;;
    '--zone')
        __daxshift_add_completions -W 'movable'$'\n''kernel'
        return
        ;;
    '--size'|'-s')
        return
        ;;
    '--at')
        return
        ;;
    '--align'|'-a')
        return
        ;;
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion reconfigure-device -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion reconfigure-device -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_create-device() {
    repeating_flags=()
    non_repeating_flags=(--no-movable -N --no-online --memmap-on-memory --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(-r --region --size -s --at --align -a --input --mode -m --zone --from --timeout --lock-timeout)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion create-device -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--size'|'-s')
        return
        ;;
    '--at')
        return
        ;;
    '--align'|'-a')
        return
        ;;
    '--input')
        __daxshift_add_completions -f
        return
        ;;
    '--mode'|'-m')
        __daxshift_add_completions -W 'system-ram'$'\n''devdax'
        return
        ;;
    '--zone')
        __daxshift_add_completions -W 'movable'$'\n''kernel'
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac
}

_daxshift_destroy-device() {
    repeating_flags=()
    non_repeating_flags=(-f --force --allow-oom --dry-run --json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion destroy-device -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion destroy-device -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_enable-device() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion enable-device -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion enable-device -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_disable-device() {
    repeating_flags=()
    non_repeating_flags=(-f --force --allow-oom --dry-run --json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion disable-device -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion disable-device -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_migrate-device-model() {
    repeating_flags=()
    non_repeating_flags=(--now --at-boot --update-initramfs -f --force --dry-run --json --table --version -h --help)
    repeating_options=(-d --device)
    non_repeating_options=(--to --from --timeout --lock-timeout)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--to')
        __daxshift_add_completions -W 'bus'$'\n''class'
        return
        ;;
    '-d'|'--device')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion migrate-device-model -- --device "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac
}

_daxshift_create-namespace() {
    repeating_flags=()
    non_repeating_flags=(--no-movable -N --no-online --memmap-on-memory --all-capacity -f --force --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(-r --region --mode -m --size -s --align -a -M --map --uuid -u --name -n -l --sector-size --zone --from --timeout --lock-timeout)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion create-namespace -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--mode'|'-m')
        __daxshift_add_completions -W 'devdax'$'\n''fsdax'$'\n''sector'$'\n''raw'$'\n''system-ram'
        return
        ;;
    '--size'|'-s')
        return
        ;;
    '--align'|'-a')
        return
        ;;
    '-M'|'--map')
        __daxshift_add_completions -W 'mem'$'\n''dev'
        return
        ;;
    '--uuid'|'-u')
        return
        ;;
    '--name'|'-n')
        return
        ;;
    '-l'|'--sector-size')
        return
        ;;
    '--zone')
        __daxshift_add_completions -W 'movable'$'\n''kernel'
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac
}

_daxshift_reconfigure-namespace() {
    repeating_flags=()
    non_repeating_flags=(--no-movable -N --no-online --memmap-on-memory -f --force --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--mode -m --size -s --align -a -M --map --uuid -u --name -n -l --sector-size --zone --from --timeout --lock-timeout)
    __daxshift_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--mode'|'-m')
        __daxshift_add_completions -W 'devdax'$'\n''fsdax'$'\n''sector'$'\n''raw'$'\n''system-ram'
        return
        ;;
    '--size'|'-s')
        return
        ;;
    '--align'|'-a')
        return
        ;;
    '-M'|'--map')
        __daxshift_add_completions -W 'mem'$'\n''dev'
        return
        ;;
    '--uuid'|'-u')
        return
        ;;
    '--name'|'-n')
        return
        ;;
    '-l'|'--sector-size')
        return
        ;;
    '--zone')
        __daxshift_add_completions -W 'movable'$'\n''kernel'
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion reconfigure-namespace -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_destroy-namespace() {
    repeating_flags=()
    non_repeating_flags=(-f --force --allow-oom --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(-r --region --from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion destroy-namespace -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion destroy-namespace -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_enable-namespace() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(-r --region --from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion enable-namespace -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion enable-namespace -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_disable-namespace() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(-r --region --from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion disable-namespace -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion disable-namespace -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_enable-region() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion enable-region -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_disable-region() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion disable-region -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_init-labels() {
    repeating_flags=()
    non_repeating_flags=(-f --force --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion init-labels -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_zero-labels() {
    repeating_flags=()
    non_repeating_flags=(-f --force --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion zero-labels -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_plan() {
    repeating_flags=()
    non_repeating_flags=(--json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--out --from)
    __daxshift_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--out')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __daxshift_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    esac
}

_daxshift_apply() {
    repeating_flags=()
    non_repeating_flags=(-f --force --skip-missing --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--confirm --from --timeout --lock-timeout)
    __daxshift_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--confirm')
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __daxshift_add_completions -o plusdirs -fX '!*.@(yaml|yml|json)'
        return
        ;;
    esac
}

_daxshift_confirm() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--timeout --lock-timeout)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac
}

_daxshift_layout() {
    repeating_flags=()
    non_repeating_flags=(--minimal --from-daxctl-conf --version -h --help)
    repeating_options=()
    non_repeating_options=(--from)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    esac
}

_daxshift_online-memory() {
    repeating_flags=()
    non_repeating_flags=(--no-movable -f --force --skip-poisoned --allow-oom --dry-run --json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--zone --from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--zone')
        __daxshift_add_completions -W 'movable'$'\n''kernel'
        return
        ;;
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion online-memory -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion online-memory -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_offline-memory() {
    repeating_flags=()
    non_repeating_flags=(--allow-oom --dry-run --json --table --version -h --help)
    repeating_options=(-r --region)
    non_repeating_options=(--from --timeout --lock-timeout)
    __daxshift_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--region')
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion offline-memory -- --region "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        __daxshift_add_completions -o plusdirs -fX '!*.@(json)'
        return
        ;;
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __daxshift_add_completions -W "$(__daxshift_custom_complete ---completion offline-memory -- positional@0 "${COMP_CWORD}" "$(__daxshift_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_daxshift_recover() {
    repeating_flags=()
    non_repeating_flags=(--finish --abandon --unconfirmed -f --force --dry-run --json --table --version -h --help)
    repeating_options=()
    non_repeating_options=(--timeout --lock-timeout)
    __daxshift_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--timeout')
        return
        ;;
    '--lock-timeout')
        return
        ;;
    esac
}

_daxshift_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __daxshift_offer_flags_options -1
    [[ "${positional_number}" -ne 1 ]] || COMPREPLY+=($(compgen -W 'list map read-labels reconfigure-device create-device destroy-device enable-device disable-device migrate-device-model create-namespace reconfigure-namespace destroy-namespace enable-namespace disable-namespace enable-region disable-region init-labels zero-labels plan apply confirm layout online-memory offline-memory recover' -- "${cur}"))
}

complete -o filenames -F _daxshift daxshift
