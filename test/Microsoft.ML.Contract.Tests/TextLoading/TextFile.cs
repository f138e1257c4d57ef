using System.Text;

namespace Microsoft.ML.Contract.Tests.TextLoading;

/// <summary>A file that lives as long as a test.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(string content)
        : this(new UTF8Encoding(false).GetBytes(content))
    {
    }

    public TextFile(byte[] content)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
