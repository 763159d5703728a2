package import CSV

/// What a roster may hold at most.
public struct RosterLimits: Hashable, Sendable {
    /// Bytes of the file.
    public var fileBytes = 1 << 30
    /// Rows below the header.
    public var rows = 2_000_000
    /// Letters of a name.
    public var nameLength = 100
    /// Letters of an employee number.
    public var numberLength = 64
    /// Letters of a department.
    public var departmentLength = 200
    /// Rows of a step of reading; a transaction takes more of them while nobody waits for the writer.
    public var readingSlice = 1000
    /// Rows of a step of applying, some 20 ms of work: what a desk waits for. A transaction takes more while nobody waits.
    public var applyingSlice = 500
    /// Keys of newcomers in a step of filing them, some 20 ms of work as well.
    public var filingPart = 5000
    /// Seconds without a sign of life after which reading counts as interrupted.
    public var interruptedAfterSeconds: Int64 = 300
    /// Seconds for which the application of a program that has died is left alone.
    public var leaseSeconds: Int64 = 10
    /// The same while newcomers are filed: nothing is written while a million keys are being sorted.
    public var filingLeaseSeconds: Int64 = 30
    /// Days after which the rows of a roster are forgotten; the history keeps its counts.
    public var keptDays: Int64 = 90

    /// Limits that no employer comes near.
    public init() {}

    package var csv: CSVLimits {
        CSVLimits(maxFieldBytes: 16_384, maxColumns: 200, maxRowBytes: 131_072, maxFileBytes: fileBytes)
    }
}
