@main struct Carnet { static func main() {} }
