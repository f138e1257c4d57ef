using Mono.Cecil;

namespace MLNet.Compression.Architecture;

/// <summary>The top-level folders of a project's source, and which of them use which.</summary>
/// <remarks>A type lies where the file lies that has its name, "Type.cs" or "Type.Part.cs": namespaces do not tell.</remarks>
internal static class ProjectFolders
{
    /// <summary>What keeps the folders from being layers: circles, and types whose folder cannot be told.</summary>
    /// <param name="project">The name of project and assembly.</param>
    public static IReadOnlyList<string> Faults(string project)
    {
        var folders = FoldersOf(Path.Combine(RepositoryFolder.Root, "src", project));
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        var graph = new FolderGraph();
        List<string> homeless = [];
        foreach (var type in assembly.MainModule.Types.Where(IsWritten))
        {
            if (folders[NameOf(type)].ToArray() is not [var folder])
            {
                homeless.Add($"{type.FullName} has {folders[NameOf(type)].Count()} folders with a file of its name, not one");
                continue;
            }

            foreach (var used in UsedTypes.Of(type).Where(used => folders[NameOf(used)].Count() == 1))
            {
                graph.Add(folder, folders[NameOf(used)].Single(), $"{NameOf(type)} uses {NameOf(used)}");
            }
        }

        return [.. homeless, .. graph.Circles()];
    }

    /// <summary>Names of types, each with the folders that hold a file of that name.</summary>
    private static ILookup<string, string> FoldersOf(string source) => Directory
        .EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar))
        .Where(parts => parts[0] is not ("bin" or "obj"))
        .Select(parts => (Type: parts[^1].Split('.')[0], Folder: parts.Length == 1 ? "." : parts[0]))
        .Distinct()
        .ToLookup(file => file.Type, file => file.Folder);

    private static string NameOf(TypeDefinition type) => type.Name.Split('`')[0];

    /// <summary>Whether a type is one of the source, not one that compiler or generators add.</summary>
    private static bool IsWritten(TypeDefinition type) =>
        !type.Name.StartsWith('<') && type.Namespace.StartsWith("MLNet.Compression", StringComparison.Ordinal);
}
