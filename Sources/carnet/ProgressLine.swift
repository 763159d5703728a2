import Employers
import Foundation
import Synchronization

/// One line on standard error that shows how far long work has come; only where somebody watches.
final class ProgressLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private let last = Mutex<Int>(-1)

    /// Shows how far it has come, in whole percent, and never twice the same.
    func show(_ progress: RosterProgress) {
        let percent = Int(progress.fraction * 100)
        guard isShown,
            last.withLock({ last in
                defer { last = percent }
                return last != percent
            })
        else { return }
        let seconds = started.duration(to: .now).components.seconds
        let bar = String(repeating: "#", count: percent / 4) + String(repeating: ".", count: 25 - percent / 4)
        FileHandle.standardError.write(Data("\r\(progress.state.rawValue) [\(bar)] \(percent) %, \(seconds) s ".utf8))
    }

    /// Takes the line away.
    func clear() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
    }
}
