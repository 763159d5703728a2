import Checks
import Foundation

#if FUZZING
    import CLibFuzzer
#endif

/// Feeds the reader what nobody would write. `make fuzz` builds it with the compiler's coverage and runs it for SECONDS;
/// built as usual, it looks at the files that it is given.
@main
enum Fuzz {
    #if FUZZING
        static func main() {
            var count = CommandLine.argc
            var arguments = unsafe CommandLine.unsafeArgv
            // libFuzzer prints what it finds, and keeps the file that shows it.
            var pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe arguments
            exit(
                unsafe LLVMFuzzerRunDriver(&count, &pointer) { data, size in
                    let file = unsafe Array(UnsafeBufferPointer(start: data, count: size))
                    if let violation = ReaderChecks.violation(in: file) { fatalError(violation) }
                    return 0
                }
            )
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
