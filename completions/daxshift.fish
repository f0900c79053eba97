# SPDX-License-Identifier: Apache-2.0
function __daxshift_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __daxshift_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __daxshift_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __daxshift_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __daxshift_parse_tokens -S
    set -l unparsed_tokens (__daxshift_tokens -pc)
    switch $unparsed_tokens[1]
    case 'daxshift'
        __daxshift_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'list'
            __daxshift_parse_subcommand 0 'R/regions' 'N/namespaces' 'D/devices' 'M/mappings' 'i/idle' 'by-speed' 'r/region=+' 'd/device=+' 'n/namespace=+' 'capture=' 'snapshot=' 'from=' 'json' 'table' 'o/output=+' 'noheadings' 'bytes' 'version' 'h/help'
        case 'map'
            __daxshift_parse_subcommand 0 'r/region=+' 'svg=' 'from=' 'json' 'table' 'version' 'h/help'
        case 'reconfigure-device'
            __daxshift_parse_subcommand -r 1 'C/check-config' 'm/mode=' 'zone=' 'no-movable' 'N/no-online' 'memmap-on-memory' 's/size=' 'at=' 'a/align=' 'migrate' 'f/force' 'skip-poisoned' 'allow-oom' 'r/region=+' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'create-device'
            __daxshift_parse_subcommand 0 'r/region=' 's/size=' 'at=' 'a/align=' 'input=' 'm/mode=' 'zone=' 'no-movable' 'N/no-online' 'memmap-on-memory' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'destroy-device'
            __daxshift_parse_subcommand -r 1 'f/force' 'allow-oom' 'r/region=+' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'enable-device'
            __daxshift_parse_subcommand -r 1 'r/region=+' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'disable-device'
            __daxshift_parse_subcommand -r 1 'f/force' 'allow-oom' 'r/region=+' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'migrate-device-model'
            __daxshift_parse_subcommand 0 'to=' 'now' 'at-boot' 'update-initramfs' 'd/device=+' 'f/force' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'online-memory'
            __daxshift_parse_subcommand -r 1 'zone=' 'no-movable' 'f/force' 'skip-poisoned' 'allow-oom' 'r/region=+' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'offline-memory'
            __daxshift_parse_subcommand -r 1 'allow-oom' 'r/region=+' 'dry-run' 'from=' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'recover'
            __daxshift_parse_subcommand 0 'finish' 'abandon' 'f/force' 'dry-run' 'timeout=' 'lock-timeout=' 'json' 'table' 'version' 'h/help'
        case 'help'
            __daxshift_parse_subcommand -r 1 'version'
        end
    end
end

function __daxshift_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __daxshift_parse_subcommand -S -a positional_count
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

function __daxshift_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __daxshift_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__daxshift_tokens -p)
    if test -z "$(__daxshift_tokens -t)"
        set -l index (count (__daxshift_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens 2>/dev/null
end

complete -c 'daxshift' -f
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'list' -d 'Show regions, namespaces and devices, and how their memory is used.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'map' -d 'Draw a map of regions, devices, free memory and memory blocks.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'reconfigure-device' -d 'Change the mode, size or alignment of devices.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'create-device' -d 'Create a device from free HBM or CXL memory.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'destroy-device' -d 'Destroy HBM or CXL devices and free their memory.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'enable-device' -d 'Bind devices without a driver to device_dax.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'disable-device' -d 'Unbind devices from their driver.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'migrate-device-model' -d 'Move NVDIMM devices between the models of /sys/bus/dax and /sys/class/dax.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'online-memory' -d 'Bring the memory of devices in system-ram mode online.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'offline-memory' -d 'Take the memory of devices in system-ram mode offline.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'recover' -d 'Undo or finish a run that was killed or not fully undone.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" R regions' -s 'R' -l 'regions' -d 'Show regions.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" N namespaces' -s 'N' -l 'namespaces' -d 'Show NVDIMM namespaces.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" D devices' -s 'D' -l 'devices' -d 'Show devices.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" M mappings' -s 'M' -l 'mappings' -d 'Show the physical ranges of devices.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" i idle' -s 'i' -l 'idle' -d 'Show devices of size 0 and disabled namespaces as well.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" by-speed' -l 'by-speed' -d 'Show the fastest memory first: by latency and bandwidth, else by memory tier, else by distance.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion list -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list"' -s 'd' -l 'device' -l 'dev' -d 'Only this device: daxX.Y, X.Y or /dev/daxX.Y; can be repeated.' -rfka '(__daxshift_custom_completion ---completion list -- --device (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list"' -s 'n' -l 'namespace' -d 'Only this namespace: namespaceX.Y or X.Y; can be repeated.' -rfka '(__daxshift_custom_completion ---completion list -- --namespace (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" capture' -l 'capture' -d 'Write the kernel files behind the list to a tar archive instead, for a problem report.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'tar\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" snapshot' -l 'snapshot' -d 'Write all that daxshift reads of this host to a file instead, for --from on any machine; - is standard output.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list"' -s 'o' -l 'output' -d 'Print a table of these columns, separated by commas; after \'+\' they follow the usual ones.' -rfka '(__daxshift_custom_completion ---completion list -- --output (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" noheadings' -l 'noheadings' -d 'Print a table of rows alone, without the lines above and below.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" bytes' -l 'bytes' -d 'Print sizes in the table as numbers of bytes.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion map -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map" svg' -l 'svg' -d 'Write the picture as SVG to a file instead.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'svg\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift map" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" C check-config' -s 'C' -l 'check-config' -d 'Apply the saved configuration to the devices, as at boot.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" m mode' -l 'mode' -s 'm' -d 'The mode of the devices.' -rfka 'system-ram devdax'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" zone' -l 'zone' -d 'The zone in which memory goes online; movable unless it is online already.' -rfka 'movable kernel'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" no-movable' -l 'no-movable' -d 'The same as --zone kernel.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" N no-online' -s 'N' -l 'no-online' -d 'Leave new system RAM offline.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" memmap-on-memory' -l 'memmap-on-memory' -d 'Keep the memory map of new system RAM in that memory, not in ordinary RAM.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" s size' -l 'size' -s 's' -d 'The size: bytes, or with K, M, G, T, KiB, MiB, GiB, TiB; a share such as 50%; or max.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" at' -l 'at' -d 'The physical address at which the device begins, such as 0x240000000 or 9G.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" a align' -l 'align' -s 'a' -d 'The alignment of mappings: 4K, 2M or 1G.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" migrate' -l 'migrate' -d 'Move devices under the class model to the bus model first.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" f force' -s 'f' -l 'force' -d 'Proceed although memory is online or known to be bad, a process uses the device, or data may be overwritten or lost.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" skip-poisoned' -l 'skip-poisoned' -d 'Leave memory blocks with a poisoned page offline, and bring the others online.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" allow-oom' -l 'allow-oom' -d 'Take memory offline even if its contents fit nowhere else and the kernel may kill programs.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift reconfigure-device" -ge 1' -fka '(__daxshift_custom_completion ---completion reconfigure-device -- positional@0 (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion reconfigure-device -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift reconfigure-device" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" r region' -s 'r' -l 'region' -d 'The region, if several could be used: N or regionN.' -rfka '(__daxshift_custom_completion ---completion create-device -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" s size' -l 'size' -s 's' -d 'The size: bytes, or with K, M, G, T, KiB, MiB, GiB, TiB; a share such as 50%; or max.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" at' -l 'at' -d 'The physical address at which the device begins, such as 0x240000000 or 9G.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" a align' -l 'align' -s 'a' -d 'The alignment of mappings: 4K, 2M or 1G.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" input' -l 'input' -d 'The ranges of one device as \'list --json --mappings\' prints them; \'-\' is standard input.' -rF
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" m mode' -l 'mode' -s 'm' -d 'The mode of the devices.' -rfka 'system-ram devdax'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" zone' -l 'zone' -d 'The zone in which memory goes online; movable unless it is online already.' -rfka 'movable kernel'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" no-movable' -l 'no-movable' -d 'The same as --zone kernel.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" N no-online' -s 'N' -l 'no-online' -d 'Leave new system RAM offline.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" memmap-on-memory' -l 'memmap-on-memory' -d 'Keep the memory map of new system RAM in that memory, not in ordinary RAM.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift create-device" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" f force' -s 'f' -l 'force' -d 'Proceed although memory is online or known to be bad, a process uses the device, or data may be overwritten or lost.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" allow-oom' -l 'allow-oom' -d 'Take memory offline even if its contents fit nowhere else and the kernel may kill programs.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift destroy-device" -ge 1' -fka '(__daxshift_custom_completion ---completion destroy-device -- positional@0 (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion destroy-device -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift destroy-device" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift enable-device" -ge 1' -fka '(__daxshift_custom_completion ---completion enable-device -- positional@0 (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion enable-device -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift enable-device" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" f force' -s 'f' -l 'force' -d 'Proceed although memory is online or known to be bad, a process uses the device, or data may be overwritten or lost.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" allow-oom' -l 'allow-oom' -d 'Take memory offline even if its contents fit nowhere else and the kernel may kill programs.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift disable-device" -ge 1' -fka '(__daxshift_custom_completion ---completion disable-device -- positional@0 (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion disable-device -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift disable-device" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" to' -l 'to' -d 'The model to move devices to.' -rfka 'bus class'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" now' -l 'now' -d 'Switch at once, without a reboot.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" at-boot' -l 'at-boot' -d 'Switch at the next boot and all later ones, by /etc/modprobe.d/daxctl.conf.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" update-initramfs' -l 'update-initramfs' -d 'Rebuild the initramfs if it would override the choice at the next boot.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model"' -s 'd' -l 'device' -d 'With --now, switch only this device, given by its name, its namespace, or the namespace\'s UUID or name; can be repeated.' -rfka '(__daxshift_custom_completion ---completion migrate-device-model -- --device (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" f force' -s 'f' -l 'force' -d 'Proceed although memory is online or known to be bad, a process uses the device, or data may be overwritten or lost.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift migrate-device-model" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" zone' -l 'zone' -d 'The zone in which memory goes online; movable unless it is online already.' -rfka 'movable kernel'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" no-movable' -l 'no-movable' -d 'The same as --zone kernel.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" f force' -s 'f' -l 'force' -d 'Proceed although memory is online or known to be bad, a process uses the device, or data may be overwritten or lost.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" skip-poisoned' -l 'skip-poisoned' -d 'Leave memory blocks with a poisoned page offline, and bring the others online.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" allow-oom' -l 'allow-oom' -d 'Take memory offline even if its contents fit nowhere else and the kernel may kill programs.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift online-memory" -ge 1' -fka '(__daxshift_custom_completion ---completion online-memory -- positional@0 (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion online-memory -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift online-memory" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" allow-oom' -l 'allow-oom' -d 'Take memory offline even if its contents fit nowhere else and the kernel may kill programs.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift offline-memory" -ge 1' -fka '(__daxshift_custom_completion ---completion offline-memory -- positional@0 (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory"' -s 'r' -l 'region' -d 'Only objects in this region: N or regionN; can be repeated.' -rfka '(__daxshift_custom_completion ---completion offline-memory -- --region (count (__daxshift_tokens -pc)) (__daxshift_tokens -tC))'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" dry-run' -l 'dry-run' -d 'Print the plan, each write and its undo, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" from' -l 'from' -d 'Read a file from \'daxshift list --snapshot\' instead of this host; - is standard input.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift offline-memory" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" finish' -l 'finish' -d 'Carry out the remaining steps instead of undoing those done.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" abandon' -l 'abandon' -d 'Give up the run: report what it leaves, and move its journal aside, so that commands run again.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" f force' -s 'f' -l 'force' -d 'With --abandon: do not ask.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" dry-run' -l 'dry-run' -d 'Print what would be done, and change nothing.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" timeout' -l 'timeout' -d 'Time limit of one step with its retries, 30 by default; after that everything is put back.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" lock-timeout' -l 'lock-timeout' -d 'How long to wait for another daxshift that is changing this host, 10 by default; 0 to fail at once.' -rfka ''
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" json' -l 'json' -d 'Print JSON, also on a terminal; --json=short prints it in one line.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" table' -l 'table' -d 'Print a table, also into a pipe.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift recover" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_flags_or_options "daxshift help" version' -l 'version' -d 'Show the version.'
complete -c 'daxshift' -n '__daxshift_should_offer_completions_for_positional "daxshift help" -eq 1' -fa 'list map reconfigure-device create-device destroy-device enable-device disable-device migrate-device-model online-memory offline-memory recover'
