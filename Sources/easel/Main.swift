import ArgumentParser
import AsyncHTTPClient
import GRDB
import Hummingbird
import TOMLKit
@main struct M { static func main() { print("x") } }
