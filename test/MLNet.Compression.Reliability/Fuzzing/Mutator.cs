using MLNet.Compression.Reliability.Fuzzing.Mutations;

namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>Damages files of a format: mutation n of a seed is always the same.</summary>
internal sealed class Mutator(FuzzTarget target, int seed)
{
    private const int MostChanges = 3;
    private const int FirstParts = 5;

    private static readonly IMutation[] _mutations =
    [
        new BitFlips(), new RandomBytes(), new Truncation(), new Removal(), new Splice(), new Repetition(), new ExtremeNumber(), new ExtremeDigits(), new JsonStructure(),

        // Those that keep what the format is made of get further.
        new BitFlips(), new ExtremeNumber(), new ExtremeNumber(), new ExtremeNumber(), new ExtremeDigits(), new JsonStructure(), new JsonStructure(),
    ];

    /// <summary>The file that is damaged and what it becomes.</summary>
    public (SeedFile Seed, byte[] Bytes) Create(long index)
    {
        var random = new Random(Mix(index));
        var file = target.Seeds[random.Next(target.Seeds.Count)];
        if (random.Next(5) == 0)
        {
            return (file, Damage(file.Original(), PartKind.Binary, random));
        }

        byte[][] parts = [.. file.Parts.Select(part => part.Bytes)];

        // The first parts say how the many others lie.
        var chosen = random.Next(random.Next(2) == 0 ? Math.Min(FirstParts, parts.Length) : parts.Length);
        parts[chosen] = Damage(parts[chosen], file.Parts[chosen].Kind, random);
        return (file, file.Assemble(parts));
    }

    private byte[] Damage(byte[] bytes, PartKind kind, Random random)
    {
        IMutation[] suitable = [.. _mutations.Where(mutation => mutation.Suits(kind))];
        for (var changes = random.Next(MostChanges); changes >= 0; changes--)
        {
            bytes = suitable[random.Next(suitable.Length)].Apply(bytes, Donor(random), random);
        }

        return bytes;
    }

    private byte[] Donor(Random random)
    {
        var file = target.Seeds[random.Next(target.Seeds.Count)];
        return file.Parts[random.Next(file.Parts.Count)].Bytes;
    }

    // SplitMix64 (Steele et al. 2014): neighbouring indices give unrelated generators.
    private int Mix(long index)
    {
        var z = ((ulong)(uint)seed << 40) + (((ulong)index + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(z ^ (z >> 31));
    }
}
