import Checks
import Foundation

#if FUZZING
    import CLibFuzzer

    /// What libFuzzer feeds; its archive also holds a `main` that wants it under this name.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func look(at data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
        let file = unsafe Array(UnsafeBufferPointer(start: data, count: size))
        if let violation = ReaderChecks.violation(in: file) { fatalError(violation) }
        return 0
    }
#endif

/// Feeds the reader what nobody would write. `make fuzz` builds it with the compiler's coverage and runs it for SECONDS;
/// built as usual, it looks at the files that it is given.
@main
enum Fuzz {
    #if FUZZING
        static func main() {
            var count = CommandLine.argc
            var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
            // It prints what it finds, and keeps the file that shows it.
            exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, look))
        }
    #else
        static func main() throws {
            var isRight = true
            for path in CommandLine.arguments.dropFirst() {
                let file = [UInt8](try Data(contentsOf: URL(filePath: path)))
                guard let violation = ReaderChecks.violation(in: file) else { continue }
                print("\(path): \(violation)")
                isRight = false
            }
            exit(isRight ? 0 : 1)
        }
    #endif
}
