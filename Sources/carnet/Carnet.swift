import ArgumentParser

/// The program: one executable for the server and everything an operator does beside it.
@main
struct Carnet: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "carnet",
        abstract: "Runs an employer-paid health subscription network.",
        discussion: """
            Start with `carnet demo` to see everything at work, or with `carnet migrate`, `carnet seed`, `carnet user add` \
            and `carnet serve` for a network of your own. Every command takes --database (or CARNET_DATABASE).
            """,
        subcommands: [
            Serve.self, Migrate.self, Seed.self, Demo.self, EmployerCommand.self, AgreementCommand.self,
            UserCommand.self,
            PartnerCommand.self, TariffCommand.self, RosterCommand.self, PayrollCommand.self, SettlementCommand.self,
            LedgerCommand.self, Copy.self, Backup.self, Restore.self,
        ]
    )
}
