using Microsoft.Win32.SafeHandles;

namespace MLNet.Compression.Training.Remembering;

/// <summary>Keeps outputs in a file, which is gone when the stage is over or the process ends.</summary>
internal sealed class FileStore : IOutputStore
{
    private readonly SafeFileHandle _file;
    private readonly long _limit;
    private readonly Action<string> _log;
    private long _length;
    private bool _isFull;

    /// <param name="path">The file; it is written anew.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="log">Is told where the disk is full.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public FileStore(string path, long limit, Action<string> log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        (_limit, _log) = (limit, log);
    }

    public long? Append(ReadOnlySpan<byte> bytes)
    {
        if (_isFull || _length + bytes.Length > _limit)
        {
            return null;
        }

        try
        {
            RandomAccess.Write(_file, bytes, _length);
        }
        catch (IOException problem)
        {
            _isFull = true;
            _log($"The teachers' outputs can't be kept on disk any longer: {problem.Message} What is not kept is computed again.");
            return null;
        }

        _length += bytes.Length;
        return _length - bytes.Length;
    }

    public void Read(long place, Span<byte> bytes)
    {
        for (var read = 0; read < bytes.Length;)
        {
            var count = RandomAccess.Read(_file, bytes[read..], place + read);
            read += count > 0 ? count : throw new EndOfStreamException("The file of the teachers' outputs is shorter than what was written to it.");
        }
    }

    public void Dispose() => _file.Dispose();
}
