# SPDX-License-Identifier: Apache-2.0
function __daxlab_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __daxlab_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __daxlab_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __daxlab_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __daxlab_parse_tokens -S
    set -l unparsed_tokens (__daxlab_tokens -pc)
    switch $unparsed_tokens[1]
    case 'daxlab'
        __daxlab_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'run'
            __daxlab_parse_subcommand -r 1 'host=' 'kernel=' 'modules=' 'accel=' 'copy=+' 'append=+' 'state=' 'print' 'timeout=' 'console=' 'version' 'h/help'
        case 'shell'
            __daxlab_parse_subcommand 0 'host=' 'kernel=' 'modules=' 'accel=' 'copy=+' 'append=+' 'state=' 'print' 'version' 'h/help'
        case 'hosts'
            __daxlab_parse_subcommand 0 'version' 'h/help'
        case 'kernels'
            __daxlab_parse_subcommand 0 'version' 'h/help'
        case 'help'
            __daxlab_parse_subcommand -r 1 'version'
        end
    end
end

function __daxlab_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __daxlab_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __daxlab_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __daxlab_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__daxlab_tokens -p)
    if test -z "$(__daxlab_tokens -t)"
        set -l index (count (__daxlab_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens 2>/dev/null
end

complete -c 'daxlab' -f
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab" version' -l 'version' -d 'Show the version.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_positional "daxlab" -eq 1' -fa 'run' -d 'Boot a guest and run a command in it.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_positional "daxlab" -eq 1' -fa 'shell' -d 'Boot a guest and open a shell in it.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_positional "daxlab" -eq 1' -fa 'hosts' -d 'List the hosts that can be emulated.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_positional "daxlab" -eq 1' -fa 'kernels' -d 'List the kernels for guests.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_positional "daxlab" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" host' -l 'host' -d 'A preset (see \'daxlab hosts\') or a host file, FILE.json.' -rfka '(__daxlab_custom_completion ---completion run -- --host (count (__daxlab_tokens -pc)) (__daxlab_tokens -tC))'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" kernel' -l 'kernel' -d 'The kernel: 5.10, 6.1, 6.12 or 7.2, or with a slash the file of one of your own.' -rfka '(__daxlab_custom_completion ---completion run -- --kernel (count (__daxlab_tokens -pc)) (__daxlab_tokens -tC))'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" modules' -l 'modules' -d 'The modules of a kernel of your own: /lib/modules/RELEASE.' -rfa '(__daxlab_complete_directories)'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" accel' -l 'accel' -d 'The accelerator of QEMU: auto, kvm or tcg.' -rfka 'auto kvm tcg'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run"' -l 'copy' -d 'Copy a file or folder into the guest, to /root or DEST. Can be repeated.' -rF
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run"' -l 'append' -d 'More arguments for the kernel. Can be repeated.' -rfka ''
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" state' -l 'state' -d 'Keep the NVDIMMs\' contents in a folder for the next boot.' -rfa '(__daxlab_complete_directories)'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" print' -l 'print' -d 'Print the QEMU command instead of running it.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" timeout' -l 'timeout' -d 'Time limit of the guest, including the boot.' -rfka ''
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" console' -l 'console' -d 'Write the output of the guest\'s serial console to a file.' -rF
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" version' -l 'version' -d 'Show the version.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" host' -l 'host' -d 'A preset (see \'daxlab hosts\') or a host file, FILE.json.' -rfka '(__daxlab_custom_completion ---completion shell -- --host (count (__daxlab_tokens -pc)) (__daxlab_tokens -tC))'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" kernel' -l 'kernel' -d 'The kernel: 5.10, 6.1, 6.12 or 7.2, or with a slash the file of one of your own.' -rfka '(__daxlab_custom_completion ---completion shell -- --kernel (count (__daxlab_tokens -pc)) (__daxlab_tokens -tC))'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" modules' -l 'modules' -d 'The modules of a kernel of your own: /lib/modules/RELEASE.' -rfa '(__daxlab_complete_directories)'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" accel' -l 'accel' -d 'The accelerator of QEMU: auto, kvm or tcg.' -rfka 'auto kvm tcg'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell"' -l 'copy' -d 'Copy a file or folder into the guest, to /root or DEST. Can be repeated.' -rF
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell"' -l 'append' -d 'More arguments for the kernel. Can be repeated.' -rfka ''
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" state' -l 'state' -d 'Keep the NVDIMMs\' contents in a folder for the next boot.' -rfa '(__daxlab_complete_directories)'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" print' -l 'print' -d 'Print the QEMU command instead of running it.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" version' -l 'version' -d 'Show the version.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab shell" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab hosts" version' -l 'version' -d 'Show the version.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab hosts" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab kernels" version' -l 'version' -d 'Show the version.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab kernels" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_flags_or_options "daxlab help" version' -l 'version' -d 'Show the version.'
complete -c 'daxlab' -n '__daxlab_should_offer_completions_for_positional "daxlab help" -eq 1' -fa 'run shell hosts kernels'
