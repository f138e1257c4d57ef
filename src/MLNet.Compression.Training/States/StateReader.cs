using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.Compression.Training.States;

/// <summary>Gives the named values of a part's state back, each checked for its type and size.</summary>
/// <param name="parts">All values by their whole names.</param>
/// <param name="source">The file's name in messages.</param>
/// <param name="prefix">What the names of this part begin with.</param>
internal sealed class StateReader(IReadOnlyDictionary<string, StatePart> parts, string source, string prefix = "")
{
    private const string Remedy = "The state was written by another version, or is damaged: delete it.";

    /// <summary>A reader of one part of the whole.</summary>
    public StateReader In(string part) => new(parts, source, $"{prefix}{part}/");

    /// <summary>Whether there is a value of a name.</summary>
    public bool Has(string name) => parts.ContainsKey(prefix + name);

    /// <summary>Fills <paramref name="destination"/>, which must be as long as what was written.</summary>
    public void Read(string name, Span<float> destination) => Fill(name, StateType.Single, destination);

    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, Span<double> destination) => Fill(name, StateType.Double, destination);

    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, Span<long> destination) => Fill(name, StateType.Int64, destination);

    /// <summary>Fills <paramref name="destination"/>, which must be as long as what was written.</summary>
    public void Read(string name, Span<bool> destination)
    {
        var bytes = new byte[destination.Length];
        Fill(name, StateType.Flag, bytes.AsSpan());
        for (var i = 0; i < bytes.Length; i++)
        {
            destination[i] = bytes[i] < 2 ? bytes[i] == 1 : throw Fault(name, "truth values, 0 or 1", $"{bytes[i]} at index {i}");
        }
    }

    /// <summary>Integers, however many were written.</summary>
    public long[] ReadInt64s(string name)
    {
        var values = new long[Find(name, StateType.Int64).Count];
        Read(name, values);
        return values;
    }

    public string ReadString(string name) => Encoding.UTF8.GetString(Find(name, StateType.Text).Bytes);

    public double ReadDouble(string name)
    {
        Span<double> value = [0];
        Read(name, value);
        return value[0];
    }

    public bool ReadFlag(string name)
    {
        Span<bool> value = [false];
        Read(name, value);
        return value[0];
    }

    /// <summary>An integer that must lie in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public long ReadInt64(string name, long least = 0, long most = long.MaxValue)
    {
        Span<long> value = [0];
        Read(name, value);
        return value[0] >= least && value[0] <= most ? value[0] : throw Fault(name, $"an integer in [{least}, {most}]", $"{value[0]}");
    }

    /// <summary>Every value of this part, by its name within the part.</summary>
    public IEnumerable<KeyValuePair<string, StatePart>> All => parts
        .Where(part => part.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(part => KeyValuePair.Create(part.Key[prefix.Length..], part.Value));

    /// <summary>The exception for a value that cannot be.</summary>
    public ModelFileException Fault(string name, string expected, string found) => new(source, $"'{prefix}{name}'", expected, found, Remedy);

    private StatePart Find(string name, StateType type)
    {
        var part = parts.GetValueOrDefault(prefix + name) ?? throw Fault(name, $"elements of type {type}", "no such value");
        return part.Type == type ? part : throw Fault(name, $"elements of type {type}", $"type {part.Type}");
    }

    private void Fill<T>(string name, StateType type, Span<T> destination)
        where T : unmanaged
    {
        var part = Find(name, type);
        if (part.Count != destination.Length)
        {
            throw Fault(name, $"{destination.Length} elements", $"{part.Count}");
        }

        ByteOrder.Swap(part.Bytes, type.Size()).CopyTo(MemoryMarshal.AsBytes(destination));
    }
}
