import Employers
import Family
import Kernel
import Logging
public import ServiceLifecycle
import Store
import Synchronization

/// Reads and applies rosters beside the requests: whoever uploads a million rows gets an answer at once.
///
/// Readings and applications run in slices, a few rosters at a time. Every few seconds it looks for applications that
/// nobody goes on with, because the program that did has ended or died: each has a lease, so one of the programs that
/// share the database takes it over. When the program is asked to end, an application stops between two slices; a reading
/// runs to its end, because its bytes don't outlive the program.
public final class RosterWork: Service {
    private enum Job: Sendable {
        case read(RosterID, UploadedRoster, dates: DateOrder?, names: NameOrder?)
        case apply(RosterID)
    }

    private let rosters: Rosters
    private let family: Family
    private let store: any Store
    private let holder: HolderID
    private let logger: Logger
    private let outages: OutageLog
    /// What was uploaded here and isn't read yet: only this program can.
    private let unread = Mutex<Set<RosterID>>([])
    /// The applications that wait for their turn here or are under way.
    private let applying = Mutex<Set<RosterID>>([])
    private let jobs: AsyncStream<Job>
    private let queue: AsyncStream<Job>.Continuation

    init(rosters: Rosters, family: Family, store: any Store, holder: HolderID, logger: Logger) {
        self.rosters = rosters
        self.family = family
        self.store = store
        self.holder = holder
        self.logger = logger
        outages = OutageLog(logger)
        (jobs, queue) = AsyncStream.makeStream()
    }

    /// The bytes of a roster are about to come: from now on this program says that it is alive.
    func expect(_ roster: RosterID) { unread.withLock { _ = $0.insert(roster) } }

    /// The bytes won't come.
    func giveUp(_ roster: RosterID) { unread.withLock { _ = $0.remove(roster) } }

    /// Reads the bytes of a roster when its turn comes.
    func read(_ roster: RosterID, _ file: UploadedRoster, dates: DateOrder?, names: NameOrder?) {
        queue.yield(.read(roster, file, dates: dates, names: names))
    }

    /// Goes on with an application that has begun.
    func apply(_ roster: RosterID) {
        guard applying.withLock({ $0.insert(roster).inserted }) else { return }
        queue.yield(.apply(roster))
    }

    /// Works until the program is asked to end.
    public func run() async throws {
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
        switch job {
        case .read(let roster, let file, let dates, let names):
            defer { giveUp(roster) }
            do {
                try await RosterReader(rosters, store: store).read(roster, file, dates: dates, names: names)
            } catch is CancellationError {
                // The program ends; another, or the next start, clears it away.
            } catch {
                // What a roster's file does wrong is kept with the roster; what comes here is ours.
                logger.error(
                    "The reading of a roster stopped halfway.",
                    metadata: ["error": "\(error.logged)", "roster": "\(roster)"]
                )
            }
        case .apply(let roster):
            defer { applying.withLock { _ = $0.remove(roster) } }
            await outages.attempt("roster \(roster)") { try await finish(roster) }
        }
    }

    /// Goes on with an application to its end, unless another program does.
    func finish(_ roster: RosterID) async throws {
        let family = family
        _ = try await RosterApplier(rosters, store: store)
            .carryOn(roster, as: holder, isEnding: { Task.isShuttingDownGracefully }) { applied, session in
                try family.followEmployments(of: applied.employer, in: session)
            }
    }

    /// Looks after rosters until the program is asked to end.
    private func watch() async {
        let pause = Limits.rosterWatchSeconds
        var rounds = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await outages.attempt("applications", resume)
            if rounds % (Limits.rosterHousekeepingSeconds / pause) == 0 {
                await outages.attempt(Self.housekeeping, keepHouse)
            }
            rounds += 1
            // A cancelled sleep means that the program ends: the loop's condition sees it.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(pause)) }
        }
        let holder = holder
        await outages.attempt(Self.housekeeping) {
            try await store.write { try Lease.giveBack(Self.housekeeping, by: holder, in: $0) }
        }
    }

    /// Goes on with whatever nobody goes on with.
    private func resume() async throws {
        let rosters = rosters
        for roster in try await store.read({ try rosters.applying(in: $0) }) { apply(roster) }
    }

    private static let housekeeping = "rosters"

    /// Says that what was uploaded here will be read, and clears away what others have left unread.
    private func keepHouse() async throws {
        let (rosters, holder, unread) = (rosters, holder, unread.withLock { $0 })
        let isMine = try await store.write { session in
            try rosters.showLife(of: unread, in: session)
            let seconds = Int64(2 * Limits.rosterHousekeepingSeconds)
            return try Lease.take(Self.housekeeping, by: holder, seconds: seconds, in: session)
        }
        if isMine {
            try await RosterReader(rosters, store: store).failInterrupted()
            try await RosterApplier(rosters, store: store).finishUndoing()
        }
    }
}
