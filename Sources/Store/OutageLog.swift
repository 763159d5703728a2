import Kernel
public import Logging
import Synchronization

/// What is logged of work that is tried again and again: each reason why it fails once, and once that it goes on.
public final class OutageLog: Sendable {
    private let logger: Logger
    /// Why each piece of work has failed since it last went well.
    private let reasons = Mutex<[String: Set<String>]>([:])

    /// Over a logger.
    public init(_ logger: Logger) { self.logger = logger }

    /// Tries once; nil when it failed, or when the program ends.
    ///
    /// - Parameter work: its name in the log.
    @discardableResult
    public func attempt<T>(_ work: String, _ body: () async throws -> T) async -> T? {
        do {
            let result = try await body()
            if reasons.withLock({ $0.removeValue(forKey: work) }) != nil {
                logger.notice("Background work goes on again.", metadata: ["work": "\(work)"])
            }
            return result
        } catch is CancellationError {
            return nil
        } catch {
            let reason = error.logged
            if reasons.withLock({ $0[work, default: []].insert(reason).inserted }) {
                logger.error(
                    "Background work failed and is tried again.",
                    metadata: ["work": "\(work)", "error": "\(reason)"]
                )
            }
            return nil
        }
    }
}

extension Error {
    /// For the log: all that a store's failure says, which holds no values; of any other its code or its type alone, since
    /// the rest may be what somebody typed.
    public var logged: String {
        switch self {
        case let failure as StoreFailure: "\(failure)"
        case let failure as any Failure: "\(type(of: failure)) \(failure.code)"
        default: "\(type(of: self))"
        }
    }
}
