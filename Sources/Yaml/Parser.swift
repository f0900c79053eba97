// SPDX-License-Identifier: Apache-2.0

internal import CYaml
internal import LateLibraries

/// A parser of libyaml for one text.
@safe
internal struct Parser: ~Copyable {
    // Safe: made by init, deleted and freed by deinit and nowhere else.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let library: Library
    private let input: UnsafeBufferPointer<UInt8>

    /// Creates a parser.
    ///
    /// The corresponding C function is `yaml_parser_initialize`.
    ///
    /// - Parameter input: The text, which has to stay there as long as the parser is used.
    /// - Throws: ``YamlError`` without libyaml.
    @unsafe
    init(_ input: UnsafeBufferPointer<UInt8>) throws(YamlError) {
        let library: Library
        do {
            library = try Library.loaded.get()
        } catch {
            throw YamlError(place: .start, fault: .missingLibrary(error.name))
        }
        let created = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard unsafe library.functions.pointee.yaml_parser_initialize(created) == 1 else {
            unsafe created.deallocate()
            throw YamlError(place: .start, fault: .syntax("no memory", context: nil))
        }
        unsafe library.functions.pointee.yaml_parser_set_encoding(created, YAML_UTF8_ENCODING)
        unsafe library.functions.pointee.yaml_parser_set_input_string(created, input.baseAddress, input.count)
        self.library = library
        unsafe parser = unsafe created
        unsafe self.input = unsafe input
    }

    deinit {
        unsafe library.functions.pointee.yaml_parser_delete(parser)
        unsafe parser.deallocate()
    }

    /// Reads the one document.
    mutating func document() throws(YamlError) -> YamlNode {
        _ = try next()
        guard case .document = try next().kind else {
            return YamlNode(place: .start, content: .plain(""))
        }
        let node = try node(from: next(), depth: 0)
        // The end of the document.
        _ = try next()
        let last = try next()
        guard case .end = last.kind else { throw YamlError(place: last.place, fault: .secondDocument) }
        return node
    }

    /// Reads the rest of a node that begins with an event, in so many lists and mappings.
    private mutating func node(from event: Event, depth: Int) throws(YamlError) -> YamlNode {
        if case .scalar(let content) = event.kind { return YamlNode(place: event.place, content: content) }
        guard depth < YamlNode.maximumDepth else {
            throw YamlError(place: event.place, fault: .tooDeep(limit: YamlNode.maximumDepth))
        }
        if case .list = event.kind {
            var nodes: [YamlNode] = []
            while let event = try nextInside() { nodes.append(try node(from: event, depth: depth + 1)) }
            return YamlNode(place: event.place, content: .list(nodes))
        }
        var members: [YamlNode.Member] = []
        var places: [String: YamlPlace] = [:]
        while let event = try nextInside() {
            let key: String
            switch event.kind {
            case .scalar(.plain(let text)), .scalar(.quoted(let text)): key = text
            default: throw YamlError(place: event.place, fault: .keyIsNoText)
            }
            if let first = places.updateValue(event.place, forKey: key) {
                throw YamlError(place: event.place, fault: .keyTwice(key, first: first))
            }
            members.append(
                YamlNode.Member(
                    key: key, place: event.place, value: try node(from: next(), depth: depth + 1)))
        }
        return YamlNode(place: event.place, content: .mapping(members))
    }

    /// The next event in a list or a mapping; nil at its end.
    private mutating func nextInside() throws(YamlError) -> Event? {
        let event = try next()
        if case .end = event.kind { return nil }
        return event
    }

    // MARK: Events

    /// A part of the text.
    private struct Event {
        let place: YamlPlace
        let kind: Kind

        enum Kind {
            /// The start of the text.
            case start
            /// The start of a document.
            case document
            /// A list begins.
            case list
            /// A mapping begins.
            case mapping
            /// A scalar, plain or quoted.
            case scalar(YamlNode.Content)
            /// The end of the last that began.
            case end
        }
    }

    /// Reads the next event.
    private mutating func next() throws(YamlError) -> Event {
        var event = unsafe yaml_event_t()
        guard unsafe library.functions.pointee.yaml_parser_parse(parser, &event) == 1 else { throw error }
        defer { unsafe library.functions.pointee.yaml_event_delete(&event) }
        let place = unsafe YamlPlace(event.start_mark)
        let kind: Event.Kind
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: kind = .start
        case YAML_DOCUMENT_START_EVENT: kind = .document
        case YAML_ALIAS_EVENT: throw YamlError(place: place, fault: .alias)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            try unsafe check(anchor: scalar.anchor, tag: scalar.tag, at: place)
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            kind = .scalar(unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain(text) : .quoted(text))
        case YAML_SEQUENCE_START_EVENT:
            let list = unsafe event.data.sequence_start
            try unsafe check(anchor: list.anchor, tag: list.tag, at: place)
            kind = .list
        case YAML_MAPPING_START_EVENT:
            let mapping = unsafe event.data.mapping_start
            try unsafe check(anchor: mapping.anchor, tag: mapping.tag, at: place)
            kind = .mapping
        default: kind = .end
        }
        return Event(place: place, kind: kind)
    }

    @unsafe
    private func check(
        anchor: UnsafePointer<UInt8>?, tag: UnsafePointer<UInt8>?, at place: YamlPlace
    ) throws(YamlError) {
        if unsafe anchor != nil { throw YamlError(place: place, fault: .anchor) }
        if let tag = unsafe tag {
            throw YamlError(place: place, fault: .tag(unsafe String(cString: tag)))
        }
    }

    /// The error of the last call.
    private var error: YamlError {
        let state = unsafe parser.pointee
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "no memory"
        let context = unsafe state.context.map { unsafe String(cString: $0) }
        // What is no text has no mark yet.
        let place =
            unsafe state.error == YAML_READER_ERROR
            ? place(ofByte: state.problem_offset) : YamlPlace(state.problem_mark)
        return YamlError(place: place, fault: .syntax(problem, context: context))
    }

    private func place(ofByte offset: Int) -> YamlPlace {
        let before = unsafe Array(input.prefix(offset))
        let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The bytes of a character after its first are 10xxxxxx.
        let column = lines.last.map { line in line.count { $0 & 0xc0 != 0x80 } } ?? 0
        return YamlPlace(line: lines.count, column: column + 1)
    }
}

extension YamlPlace {
    /// The place of a mark, which counts from 0.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}
