using System.Security.Cryptography;

namespace MLNet.Compression;

/// <summary>A small pretrained encoder of English texts: what training starts from where there is no checkpoint, and a maker of sentence vectors.</summary>
/// <remarks>
/// Made of all-MiniLM-L6-v2 (Apache-2.0) by cutting, distillation and quantisation on running text; the package's NOTICE names all sources. Any trainer that takes a
/// checkpoint takes <see cref="Path"/>. It comes with the assembly, so that nothing is fetched.
/// </remarks>
public static class TinyModel
{
    private const string FileName = "tiny.mlc";
    private static readonly Lazy<string> _path = new(FindOrWrite);

    /// <summary>The model as a file, which is written for the current user when it is first asked for, and checked where it is there already.</summary>
    /// <exception cref="IOException">The file can't be written; use <see cref="Load"/>, or <see cref="Open"/> and a place of your own.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static string Path => _path.Value;

    /// <summary>The bytes of the file, to be disposed of by the caller.</summary>
    public static Stream Open() => typeof(TinyModel).Assembly.GetManifestResourceStream(FileName)!;

    /// <summary>The model itself: normalised vectors of texts, the mean of their last states.</summary>
    public static CompressedModel Load()
    {
        using var stream = Open();
        return CompressedModel.Load(stream);
    }

    /// <summary>A file by the name of its content, so that versions do not meet; one with other bytes is replaced.</summary>
    private static string FindOrWrite()
    {
        using var content = Open();
        var hash = SHA256.HashData(content);
        var folder = System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "MLNet.Compression", "TinyModel");
        var path = System.IO.Path.Combine(folder, $"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}.mlc");
        if (!Holds(path, hash))
        {
            Directory.CreateDirectory(folder);
            Write(path, content);
        }

        return path;
    }

    private static bool Holds(string path, byte[] hash)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        return SHA256.HashData(file).AsSpan().SequenceEqual(hash);
    }

    /// <summary>Another process may write the same at the same time: each into a file of its own, which is then moved into place.</summary>
    private static void Write(string path, Stream content)
    {
        content.Position = 0;
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        using (var file = File.Create(temporary))
        {
            content.CopyTo(file);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
