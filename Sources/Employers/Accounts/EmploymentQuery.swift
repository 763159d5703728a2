public import Kernel

/// Which of an employer's employments are asked for, page by page in the order of names.
public struct EmploymentQuery: Hashable, Sendable {
    /// Part of a name, number, e-mail address or department; case and diacritics don't matter.
    public var text: String?
    /// Only those in this state.
    public var state: EmploymentState?
    /// Only those with this package.
    public var package: PackageCode?
    /// The most items of a page, 1 to 200.
    public var limit: Int
    /// Where the page before ended.
    public var cursor: String?

    /// Everything of an employer by default, 50 a page.
    public init(
        text: String? = nil,
        state: EmploymentState? = nil,
        package: PackageCode? = nil,
        limit: Int = 50,
        cursor: String? = nil
    ) {
        self.text = text
        self.state = state
        self.package = package
        self.limit = limit
        self.cursor = cursor
    }
}

/// One page of an employer's employments.
public struct EmploymentPage: Hashable, Sendable {
    /// An employment and what HR sees of it.
    public struct Item: Hashable, Sendable {
        /// The employment.
        public let employment: Employment
        /// Its state on the employer's day.
        public let state: EmploymentState
    }

    /// In the order of names.
    public let items: [Item]
    /// Where the next page begins; nil after the last. A page may be short, even empty, and still have a next one.
    public let nextCursor: String?
}
