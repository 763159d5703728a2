public import ArgumentParser
public import Credits
public import Employers
public import Kernel

// How the command line reads the types of the Kernel; what can't be read is wrong usage, exit 64.

extension Code: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Country: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Currency: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Zone: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Month: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension SealRoot: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension CoverageEnd: ExpressibleByArgument {}

extension RosterMode: ExpressibleByArgument {}

extension DateOrder: ExpressibleByArgument {}
extension NameOrder: ExpressibleByArgument {}
