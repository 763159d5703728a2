import Foundation

/// How fast long work goes, and how long it will still take if it goes on like that.
struct Pace {
    /// Steps done.
    var done: Int
    /// Steps in all.
    var total: Int
    /// How many steps make a row.
    var stepsPerRow = 1
    /// What a row is.
    var unit = "rows"

    /// As in `24000 rows/s, 1 min 5 s left`.
    func text(after seconds: Double) -> String {
        guard done > 0, seconds > 0 else { return "0 \(unit)/s" }
        let stepsPerSecond = Double(done) / seconds
        let left = Int((Double(max(total - done, 0)) / stepsPerSecond).rounded(.up))
        return "\(Int(stepsPerSecond / Double(stepsPerRow))) \(unit)/s, \(Self.duration(left)) left"
    }

    private static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3600) h \(seconds / 60 % 60) min"
        }
    }
}
