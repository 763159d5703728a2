import Foundation
import Synchronization

/// Shows on standard error how far long work has come: a line that is drawn again where somebody watches; elsewhere, once
/// it has taken a second, a line for each tenth.
final class ProgressLine: Sendable {
    private let isWatched = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private let last = Mutex<Int>(-1)

    /// Shows how far it has come, and never twice the same.
    ///
    /// - Parameter figures: what else to say; how long it has taken, by itself.
    func show(_ name: String, _ fraction: Double, figures: ((_ seconds: Double) -> String)? = nil) {
        let percent = Int(fraction * 100)
        let duration = started.duration(to: .now)
        let step = isWatched ? percent : percent / 10
        guard isWatched || duration >= .seconds(1),
            last.withLock({ known in
                defer { known = step }
                return known != step
            })
        else { return }
        let seconds = duration / .seconds(1)
        let rest = figures.map { $0(seconds) } ?? "\(Int(seconds)) s"
        guard isWatched else { return note("\(name) \(percent) %, \(rest)") }
        let bar = String(repeating: "#", count: percent / 4) + String(repeating: ".", count: 25 - percent / 4)
        // The line before may have been longer.
        FileHandle.standardError.write(Data("\r\u{1B}[2K\(name) [\(bar)] \(percent) %, \(rest) ".utf8))
    }

    /// Takes the line away.
    func clear() {
        guard isWatched else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
    }
}
