using Microsoft.Win32.SafeHandles;

namespace MLNet.Compression.Runtime.Files;

/// <summary>A file opened for reading at given places; a short read is an error.</summary>
internal sealed class CheckedFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">Instead of the file there is a Git LFS pointer to it.</exception>
    public CheckedFile(string path)
    {
        Path = path;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = RandomAccess.GetLength(_handle);
        Span<byte> start = stackalloc byte[GitLfsPointer.Length];
        if (RandomAccess.Read(_handle, start, 0) == start.Length && GitLfsPointer.StartsWith(start))
        {
            _handle.Dispose();
            throw new ModelFileException(path, "byte 0", "the file itself", GitLfsPointer.Found, GitLfsPointer.Remedy);
        }
    }

    public string Path { get; }

    public long Length { get; }

    /// <summary>Fills <paramref name="bytes"/> from byte <paramref name="offset"/> of the file on.</summary>
    /// <exception cref="ModelFileException">The file ends before.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(_handle, bytes, offset);
            if (read == 0)
            {
                throw new ModelFileException(Path, $"byte {offset}", $"{bytes.Length} more bytes", "the end of the file", "The file is truncated: fetch it again.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose() => _handle.Dispose();
}
