public import Kernel

/// A visit as a desk sends it.
public struct NewVisit: Hashable, Sendable {
    /// Against which verification.
    public var verification: VerificationID
    /// What was done.
    public var services: [Order]
    /// The desk's own key for this act.
    public var key: String
    /// What tells a repetition from another request with the same key.
    public var requestHash: [UInt8]

    /// A visit as a desk sends it.
    public init(verification: VerificationID, services: [Order], key: String, requestHash: [UInt8]) {
        self.verification = verification
        self.services = services
        self.key = key
        self.requestHash = requestHash
    }

    /// One service, so many times.
    public struct Order: Hashable, Sendable {
        /// The service.
        public var service: ServiceCode
        /// How many times.
        public var quantity: Int

        /// One service, so many times.
        public init(service: ServiceCode, quantity: Int = 1) {
            self.service = service
            self.quantity = quantity
        }
    }
}
