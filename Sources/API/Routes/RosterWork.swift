import Employers
import Family
import Kernel
import Logging
public import ServiceLifecycle
import Store

/// Reads and applies rosters beside the requests: whoever uploads a million rows gets an answer at once.
///
/// Readings and applications run in slices, a few rosters at a time. At the start it goes on with applications that a
/// crash has interrupted. When the program is asked to end, an application stops between two slices and goes on at the
/// next start; a reading runs to its end, because its bytes don't outlive the program.
public final class RosterWork: Service {
    private enum Job: Sendable {
        case read(RosterID, UploadedRoster, dates: DateOrder?)
        case apply(RosterID)
        case goOn

        var roster: RosterID? {
            switch self {
            case .read(let roster, _, _), .apply(let roster): roster
            case .goOn: nil
            }
        }
    }

    private let rosters: Rosters
    private let family: Family
    private let store: any Store
    private let logger: Logger
    private let jobs: AsyncStream<Job>
    private let queue: AsyncStream<Job>.Continuation

    init(rosters: Rosters, family: Family, store: any Store, logger: Logger) {
        self.rosters = rosters
        self.family = family
        self.store = store
        self.logger = logger
        (jobs, queue) = AsyncStream.makeStream()
    }

    /// Reads the bytes of a roster when its turn comes.
    func read(_ roster: RosterID, _ file: UploadedRoster, dates: DateOrder?) {
        queue.yield(.read(roster, file, dates: dates))
    }

    /// Goes on with an application that has begun.
    func apply(_ roster: RosterID) { queue.yield(.apply(roster)) }

    /// Works until the program is asked to end.
    public func run() async throws {
        queue.yield(.goOn)
        await withDiscardingTaskGroup { group in
            group.addTask { await self.watch() }
            let turns = Turns(Limits.rostersAtOnce)
            for await job in jobs.cancelOnGracefulShutdown() {
                await turns.take()
                group.addTask {
                    await self.perform(job)
                    await turns.giveBack()
                }
            }
        }
    }

    private func perform(_ job: Job) async {
        do {
            switch job {
            case .read(let roster, let file, let dates):
                try await RosterReader(rosters, store: store).read(roster, file, dates: dates)
            case .apply(let roster):
                try await finish(roster)
            case .goOn:
                try await goOn()
            }
        } catch is CancellationError {
            // The program ends; the next start goes on.
        } catch {
            // What a roster's file does wrong is kept with the roster; what comes here is ours.
            logger.error(
                "A roster stopped halfway.",
                metadata: ["error": "\(type(of: error))", "roster": "\(job.roster?.description ?? "-")"]
            )
        }
    }

    private func finish(_ roster: RosterID) async throws {
        let (rosters, family) = (rosters, family)
        while !Task.isShuttingDownGracefully {
            let isDone = try await store.write { session in
                guard try rosters.applySlice(of: roster, in: session) else { return false }
                try family.followEmployments(of: try rosters.roster(roster, in: session).employer, in: session)
                return true
            }
            if isDone { return }
        }
    }

    /// Goes on with what a crash has interrupted: applications, readings, and what undone rosters have left behind.
    private func goOn() async throws {
        let rosters = rosters
        try await RosterReader(rosters, store: store).failInterrupted()
        for roster in try await store.read({ try rosters.applying(in: $0) }) { try await finish(roster) }
        if !Task.isShuttingDownGracefully { try await RosterApplier(rosters, store: store).resume() }
    }

    private func watch() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            // A cancelled sleep means that the program ends: the loop's condition sees it.
            try? await cancelWhenGracefulShutdown {
                try await Task.sleep(for: .seconds(Limits.rosterWatchSeconds))
            }
            try? await RosterReader(rosters, store: store).failInterrupted()
        }
    }
}

/// So many may go on at once; the next waits for its turn.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
