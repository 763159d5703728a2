import CSV
import Kernel

/// A month of payroll as files: UTF-8 with a byte order mark, so that Excel reads it; lines end in CRLF.
///
/// Fields are quoted where they must be, and what a spreadsheet would run is made harmless (`FormulaGuard`): names come
/// from people. The files of a closed month depend on what was frozen and on the options alone.
public enum PayrollCSV {
    /// The deductions, one row a line.
    public static func lines(of payroll: Payroll, _ options: PayrollCSVOptions = .standard) -> [UInt8] {
        var writer = CSVWriter(delimiter: options.delimiter, byteOrderMark: true)
        writer.write(["employee_number", "name", "family_members", "reason", "amount", "currency"])
        for line in payroll.lines {
            writer.write([
                line.employeeNumber,
                line.name,
                line.familyMembers.joined(separator: ", "),
                line.reason.rawValue,
                line.amount.decimal(options.decimalSign),
                line.amount.currency.code,
            ])
        }
        if options.hasTotal {
            writer.write([
                "total", "", "", "", payroll.total.decimal(options.decimalSign), payroll.total.currency.code,
            ])
        }
        return writer.takeBytes()
    }

    /// Who left, one row an employee.
    public static func leavers(of payroll: Payroll, _ options: PayrollCSVOptions = .standard) -> [UInt8] {
        var writer = CSVWriter(delimiter: options.delimiter, byteOrderMark: true)
        writer.write(["employee_number", "name", "ended_on"])
        for leaver in payroll.leavers {
            writer.write([leaver.employeeNumber, leaver.name, leaver.endedOn.description])
        }
        return writer.takeBytes()
    }
}
