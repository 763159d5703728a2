import Employers
import Foundation
import Synchronization

/// Shows on standard error how far long work has come: a line that is drawn again where somebody watches; elsewhere, once
/// it has taken a second, a line for each tenth.
final class ProgressLine: Sendable {
    private let isWatched = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private let last = Mutex<Int>(-1)

    /// Shows how far it has come, and never twice the same.
    func show(_ progress: RosterProgress) {
        let percent = Int(progress.fraction * 100)
        let seconds = started.duration(to: .now).components.seconds
        let step = isWatched ? percent : percent / 10
        guard isWatched || seconds >= 1,
            last.withLock({ known in
                defer { known = step }
                return known != step
            })
        else { return }
        guard isWatched else { return note("\(progress.state.rawValue) \(percent) %, \(seconds) s") }
        let bar = String(repeating: "#", count: percent / 4) + String(repeating: ".", count: 25 - percent / 4)
        FileHandle.standardError.write(Data("\r\(progress.state.rawValue) [\(bar)] \(percent) %, \(seconds) s ".utf8))
    }

    /// Takes the line away.
    func clear() {
        guard isWatched else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
    }
}
