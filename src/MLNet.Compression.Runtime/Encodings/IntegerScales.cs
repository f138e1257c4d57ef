using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>What the integers of a matrix are multiplied by: each row has a scale for each of its groups of neighbouring columns, or one for all.</summary>
/// <param name="rows">Rows of the matrix.</param>
/// <param name="columns">Its columns.</param>
/// <param name="groupSize">Columns that share a scale in a row; the last ones of a row may be fewer.</param>
internal abstract class IntegerScales(int rows, int columns, int groupSize)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public int GroupSize { get; } = groupSize;

    /// <summary>Groups of a row.</summary>
    public int Groups { get; } = (int)(((long)columns + groupSize - 1) / groupSize);

    /// <summary>The most columns of a group.</summary>
    public int MostOfGroup => Math.Min(GroupSize, Columns);

    /// <summary>Columns of a group.</summary>
    public int LengthOf(int group) => Math.Min(GroupSize, Columns - (group * GroupSize));

    public abstract float Of(int row, int group);

    /// <summary>The scale that each row has for a group [rows].</summary>
    public virtual float[] OfGroup(int group)
    {
        var scales = new float[Rows];
        for (var row = 0; row < scales.Length; row++)
        {
            scales[row] = Of(row, group);
        }

        return scales;
    }

    /// <summary>The scales of some rows.</summary>
    public abstract IntegerScales Select(ReadOnlySpan<int> rows);

    /// <summary>How files hold integers of a code with such scales.</summary>
    public abstract ValueEncoding EncodingOf(IntegerCode code);

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public abstract long SizeWith(IntegerCode code);

    /// <summary>Writes what stands before the codes.</summary>
    public abstract void Write(ModelWriter writer, IntegerCode code);
}
