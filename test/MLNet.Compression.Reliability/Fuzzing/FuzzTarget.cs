namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>A format of files, its well-formed examples, and the reader under test.</summary>
internal abstract class FuzzTarget
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Files to be damaged.</summary>
    public abstract IReadOnlyList<SeedFile> Seeds { get; }

    /// <summary>Reads a file that has been put in place.</summary>
    /// <returns>Works with what was read, as far as a program would.</returns>
    public abstract Action Load(string path);

    /// <summary>Whether the reader refused the file as documented.</summary>
    public virtual bool IsRefusal(Exception exception) => exception is ModelFileException;
}
