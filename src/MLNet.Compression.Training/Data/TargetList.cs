using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Data;

/// <summary>Targets that are a <typeparamref name="T"/> for each row.</summary>
/// <param name="meaning">What they are, in the plural.</param>
/// <param name="pack">Makes the targets of a batch.</param>
internal sealed class TargetList<T>(string meaning, Func<T[], Targets> pack) : ITargetList
{
    private readonly List<T> _rows = [];

    public string Meaning => meaning;

    public ReadOnlySpan<T> Rows => CollectionsMarshal.AsSpan(_rows);

    public void Add(T target) => _rows.Add(target);

    public Targets Of(ReadOnlySpan<int> rows)
    {
        var targets = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            targets[i] = _rows[rows[i]];
        }

        return pack(targets);
    }
}
