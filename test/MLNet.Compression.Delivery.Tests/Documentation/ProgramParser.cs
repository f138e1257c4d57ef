using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The command line of one of the repository's programs: its own root command, or its verbs.</summary>
internal static class ProgramParser
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The root command.</summary>
    /// <param name="project">The program's folder.</param>
    /// <returns>Null for a program that reads its arguments by hand.</returns>
    public static RootCommand? Of(string project)
    {
        var name = Path.GetFileName(project);
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))
        {
            return null;
        }

        var creators = Assembly.Load(name).GetTypes().Select(type => type.GetMethod("Create", Static, [])).OfType<MethodInfo>()
            .Where(method => method.ReturnType.IsAssignableTo(typeof(Command)))
            .ToArray();
        if (creators.SingleOrDefault(method => method.ReturnType == typeof(RootCommand)) is { } whole)
        {
            return (RootCommand)whole.Invoke(null, [])!;
        }

        var root = new RootCommand();
        foreach (var verb in creators)
        {
            root.Add((Command)verb.Invoke(null, [])!);
        }

        return creators.Length > 0 ? root : null;
    }

    /// <summary>What is wrong with arguments, once the files and folders that they name are there.</summary>
    public static IReadOnlyList<string> Problems(RootCommand root, IReadOnlyList<string> arguments)
    {
        foreach (var symbol in WithChildren(root.Parse(arguments).RootCommandResult))
        {
            Make(symbol);
        }

        return [.. root.Parse(arguments).Errors.Select(error => error.Message)];
    }

    private static IEnumerable<SymbolResult> WithChildren(CommandResult command) =>
        command.Children.SelectMany(child => child is CommandResult verb ? WithChildren(verb) : [child]);

    private static void Make(SymbolResult symbol)
    {
        var type = symbol switch
        {
            OptionResult option => option.Option.ValueType,
            ArgumentResult argument => argument.Argument.ValueType,
            _ => typeof(void),
        };
        foreach (var path in symbol.Tokens.Select(token => token.Value))
        {
            if (type == typeof(DirectoryInfo) || type == typeof(DirectoryInfo[]))
            {
                Directory.CreateDirectory(path);
            }
            else if (type == typeof(FileInfo) || type == typeof(FileInfo[]))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                File.WriteAllText(path, "");
            }
        }
    }
}
