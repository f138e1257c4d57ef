using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>How integers stand in a file: code c of a few bits means <see cref="Lowest"/> + <see cref="Stride"/> · c.</summary>
/// <param name="bits">Bits of a code, 1 to 8.</param>
/// <param name="lowest">What code 0 means.</param>
/// <param name="stride">What the next code means more.</param>
/// <param name="count">Codes that mean something: 0 to count − 1.</param>
internal abstract class IntegerCode(int bits, int lowest, int stride, int count)
{
    public int Bits { get; } = bits;

    public int Lowest { get; } = lowest;

    public int Stride { get; } = stride;

    public int Count { get; } = count;

    public int Highest => Lowest + (Stride * (Count - 1));

    public abstract ValueEncoding Encoding { get; }

    /// <summary>Bytes that <see cref="WriteHeader"/> writes.</summary>
    public virtual int HeaderSizeInBytes => 0;

    /// <summary>Writes what a reader must know of the code before the scales.</summary>
    public virtual void WriteHeader(ModelWriter writer)
    {
    }

    /// <summary>Reads the number of a code's encoding and what <see cref="WriteHeader"/> wrote.</summary>
    public static IntegerCode Read(ModelReader reader)
    {
        var id = reader.ReadUInt32("the format of integers");
        return id == UniformCode.StoredAs.Id ? UniformCode.ReadHeader(reader)
            : id == TernaryCode.StoredAs.Id ? TernaryCode.Instance
            : id == BinaryCode.StoredAs.Id ? BinaryCode.Instance
            : throw reader.Error($"a format of integers in {UniformCode.StoredAs.Id} to {BinaryCode.StoredAs.Id}", $"{id}", "The file was written by a newer version: update the library.");
    }

    /// <summary>The code of <paramref name="weight"/> / <paramref name="scale"/>; −1 if no code times the scale is exactly the weight.</summary>
    public int CodeOf(float weight, float scale)
    {
        if (scale == 0)
        {
            return weight == 0 ? (Stride - 1 - Lowest) / Stride : -1;
        }

        var integer = MathF.Round(weight / scale);
        if (!(integer >= Lowest && integer <= Highest) || integer * scale != weight)
        {
            return -1;
        }

        var (code, rest) = Math.DivRem((int)integer - Lowest, Stride);
        return rest == 0 ? code : -1;
    }
}
