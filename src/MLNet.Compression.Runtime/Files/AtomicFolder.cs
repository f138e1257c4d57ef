namespace MLNet.Compression.Runtime.Files;

/// <summary>Writes folders so that a reader sees the old one or the whole new one.</summary>
internal static class AtomicFolder
{
    /// <summary>Fills a temporary folder beside <paramref name="path"/> and renames it; on failure nothing is left of it.</summary>
    /// <param name="path">The folder; its parents are made where they are not there.</param>
    /// <param name="replaceable">The names of the files that may be replaced with the folder they are in, of those in a folder of it "folder/name". A folder with anything else is kept.</param>
    /// <param name="write">Fills the folder that it is given.</param>
    /// <exception cref="IOException">The folder holds something that may not be replaced, or cannot be written.</exception>
    public static void Write(string path, IReadOnlyCollection<string> replaceable, Action<string> write)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        RequireReplaceable(target, replaceable);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            write(temporary);
            Replace(target, temporary, replaceable);
        }
        catch
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }

            throw;
        }
    }

    private static void RequireReplaceable(string target, IReadOnlyCollection<string> replaceable)
    {
        if (File.Exists(target))
        {
            throw new IOException($"{target} is a file; a folder should be written there. Name another folder.");
        }

        var kept = Directory.Exists(target)
            ? FoldersIn(target, replaceable).Prepend("").SelectMany(folder => Directory.EnumerateFileSystemEntries(Path.Combine(target, folder)))
                .Select(entry => Path.GetRelativePath(target, entry).Replace(Path.DirectorySeparatorChar, '/'))
                .FirstOrDefault(name => !(File.Exists(Path.Combine(target, name)) ? replaceable : FoldersIn(target, replaceable)).Contains(name))
            : null;
        if (kept is not null)
        {
            throw new IOException(replaceable.Count == 0
                ? $"The folder {target} is not empty: it holds '{kept}'. Name another folder, or allow this one to be overwritten."
                : $"The folder {target} holds '{kept}', but only {string.Join(", ", replaceable)} are overwritten. Name another folder, or move that away.");
        }
    }

    private static void Replace(string target, string temporary, IReadOnlyCollection<string> replaceable)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(temporary, target);
            return;
        }

        var old = $"{temporary}.old";
        Directory.Move(target, old);
        try
        {
            Directory.Move(temporary, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        // Not recursively: what came meanwhile stays.
        foreach (var file in replaceable.Select(name => Path.Combine(old, name)).Where(File.Exists))
        {
            File.Delete(file);
        }

        foreach (var folder in FoldersIn(old, replaceable))
        {
            Directory.Delete(Path.Combine(old, folder));
        }

        Directory.Delete(old);
    }

    /// <summary>The folders of those that may be replaced which are there; a link is none.</summary>
    private static string[] FoldersIn(string target, IReadOnlyCollection<string> replaceable) =>
    [
        .. replaceable.Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)]).Distinct()
            .Where(name => new DirectoryInfo(Path.Combine(target, name)) is { Exists: true, LinkTarget: null }),
    ];
}
