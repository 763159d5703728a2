import Kernel
import Store

/// What an entry is about: a visit, or a correction.
struct EntryReference: Hashable {
    let bits: UInt128

    init(_ visit: VisitID) { bits = visit.bits }
    init(_ correction: CorrectionID) { bits = correction.bits }
    private init(bits: UInt128) { self.bits = bits }
}

extension EntryReference: Storable {
    var value: Value { .id(bits) }
    static func read(_ row: Row, _ column: Int) throws -> EntryReference { EntryReference(bits: try row.id(column)) }
}
