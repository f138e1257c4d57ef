using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Files.Safetensors;

/// <summary>Collects tensors and writes them as a safetensors file. Values are not copied.</summary>
internal sealed class SafetensorsWriter
{
    private const int Alignment = 8;
    private readonly List<Entry> _entries = [];

    /// <exception cref="ArgumentException">The shape does not fit the values, or the name is there already.</exception>
    public void Add(string name, ImmutableArray<int> shape, ReadOnlyMemory<float> values) =>
        Add(new Entry(name, ElementType.F32, shape, values.Length, stream => LittleEndian.Write(stream, values.Span)));

    /// <exception cref="ArgumentException">The shape does not fit the values, or the name is there already.</exception>
    public void Add(string name, ImmutableArray<int> shape, ReadOnlyMemory<long> values) =>
        Add(new Entry(name, ElementType.I64, shape, values.Length, stream => LittleEndian.Write(stream, values.Span)));

    /// <summary>Writes the file whole or not at all: widest elements first, so that all are aligned, then by name.</summary>
    public void Save(string path)
    {
        var entries = _entries.OrderByDescending(entry => entry.Type.Size()).ThenBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        var header = Header(entries);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            entries.ForEach(entry => entry.Write(stream));
        });
    }

    private void Add(Entry entry)
    {
        ArgumentException.ThrowIfNullOrEmpty(entry.Name);
        if (TensorShape.TryCount(entry.Shape.AsSpan()) != entry.Count)
        {
            throw new ArgumentException($"Tensor '{entry.Name}' has {entry.Count} values, but shape {TensorShape.Format(entry.Shape)}.");
        }

        if (_entries.Exists(other => other.Name == entry.Name))
        {
            throw new ArgumentException($"Tensor '{entry.Name}' is there already.");
        }

        _entries.Add(entry);
    }

    private static byte[] Header(List<Entry> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            // Other readers insist on being told which library's conventions apply.
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var begin = 0L;
            foreach (var entry in entries)
            {
                WriteEntry(json, entry, begin);
                begin += entry.Bytes;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, Entry entry, long begin)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", entry.Type.Name());
        json.WriteStartArray("shape");
        foreach (var size in entry.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + entry.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Entry(string Name, ElementType Type, ImmutableArray<int> Shape, int Count, Action<Stream> Write)
    {
        public long Bytes => (long)Count * Type.Size();
    }
}
