namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A number format of weights.</summary>
/// <remarks>
/// <see cref="Float32"/> takes any weights, <see cref="Float16"/> and <see cref="Int8"/> round them. The others are made for given weights, with the scales or
/// values that these have, and store them without loss or not at all.
/// </remarks>
internal sealed class ValueFormat
{
    private readonly EncodeRows _encode;
    private readonly EncodeMatrix? _encodeDense;

    private ValueFormat(ValueEncoding encoding, EncodeRows encode, EncodeMatrix? encodeDense = null)
        : this(encoding.Name, encode, encodeDense)
    {
    }

    private ValueFormat(string name, EncodeRows encode, EncodeMatrix? encodeDense)
    {
        Name = name;
        _encode = encode;
        _encodeDense = encodeDense;
    }

    internal delegate WeightMatrix? EncodeMatrix(ReadOnlySpan<float> weights, int rows, int columns);

    private delegate IntegerScales? FindScales(ReadOnlySpan<float> weights, SparsityPattern pattern);

    internal delegate RowValues? EncodeRows(ReadOnlySpan<float> weights, SparsityPattern pattern);

    /// <summary>32-bit floating point: exact.</summary>
    public static ValueFormat Float32 { get; } = new(FloatRows.StoredAs, FloatRows.Encode, DenseMatrix.Encode);

    /// <summary>16-bit floating point: rounded to 11 significant bits; no weight beyond ±65,504.</summary>
    public static ValueFormat Float16 { get; } = new(HalfRows.StoredAs, HalfRows.Encode);

    /// <summary>8-bit integers with a scale for each row: see <see cref="Int8Matrix"/>.</summary>
    public static ValueFormat Int8 { get; } = new(Int8Rows.StoredAs, Int8Rows.Encode, Int8Matrix.Encode);

    /// <summary>All ways in which files hold values. A new one is added here and nowhere else.</summary>
    internal static IReadOnlyList<ValueEncoding> All { get; } =
    [
        FloatRows.StoredAs,
        Int8Rows.StoredAs,
        UniformCode.StoredAs,
        TernaryCode.StoredAs,
        BinaryCode.StoredAs,
        CodebookRows.StoredAs,
        HalfRows.StoredAs,
        GroupScales.StoredAs,
        IntegerSum.StoredAs,
    ];

    /// <summary>The name in messages and in a file's list of features.</summary>
    public string Name { get; }

    /// <summary>As <see cref="Int8"/>, with the scale of each row given.</summary>
    internal static ValueFormat Int8Scaled(float[] scales) => new(
        Int8Rows.StoredAs,
        (weights, pattern) => Int8Rows.Encode(weights, pattern, scales),
        (weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns, scales));

    /// <summary>Integers of 2 to 8 bits times a scale.</summary>
    /// <param name="bits">b, 2 to 8.</param>
    /// <param name="signed">−2^(b−1) to 2^(b−1) − 1 if signed, 0 to 2^b − 1 if not.</param>
    /// <param name="scales">One for all weights, or one a row.</param>
    internal static ValueFormat Integers(int bits, bool signed, float[] scales)
    {
        var code = new UniformCode(bits, signed);
        return new(UniformCode.StoredAs, (weights, pattern) => IntegerRows.Encode(code, weights, pattern, new RowScales(scales, pattern.Rows, pattern.Columns)));
    }

    /// <summary>Integers of 2 to 8 bits times an fp16 scale of their group of columns.</summary>
    /// <param name="bits">b, 2 to 8: −2^(b−1) to 2^(b−1) − 1.</param>
    /// <param name="groupSize">Columns that share a scale in a row, a multiple of 16.</param>
    /// <param name="scales">Row by row [rows x groups]; fp16 numbers.</param>
    internal static ValueFormat IntegersInGroups(int bits, int groupSize, float[] scales) =>
        InGroups(new UniformCode(bits, signed: true), groupSize, (_, pattern) => GroupScales.Of(scales, pattern, groupSize));

    /// <summary>A scale times −1, 0 or 1.</summary>
    /// <param name="scalePerRow">Whether each row has a scale of its own.</param>
    internal static ValueFormat Ternary(bool scalePerRow) => OneMagnitude(TernaryCode.Instance, scalePerRow);

    /// <summary>A scale times −1 or 1.</summary>
    /// <param name="scalePerRow">Whether each row has a scale of its own.</param>
    internal static ValueFormat Binary(bool scalePerRow) => OneMagnitude(BinaryCode.Instance, scalePerRow);

    /// <summary>An fp16 scale of a group of columns times −1, 0 or 1.</summary>
    /// <param name="groupSize">Columns that share a scale in a row, a multiple of 16.</param>
    internal static ValueFormat TernaryInGroups(int groupSize) => OneMagnitudeInGroups(TernaryCode.Instance, groupSize);

    /// <summary>An fp16 scale of a group of columns times −1 or 1.</summary>
    /// <param name="groupSize">Columns that share a scale in a row, a multiple of 16.</param>
    internal static ValueFormat BinaryInGroups(int groupSize) => OneMagnitudeInGroups(BinaryCode.Instance, groupSize);

    /// <summary>Two scales, each times −1 or 1, added.</summary>
    /// <param name="first">The first scale of each row, or, row by row, of each group of a row.</param>
    /// <param name="second">The second.</param>
    /// <param name="groupSize">Columns that share scales in a row, which are fp16 numbers then; 0 for whole rows.</param>
    internal static ValueFormat SumOfSigns(float[] first, float[] second, int groupSize)
    {
        IntegerScales? ScalesOf(float[] scales, SparsityPattern pattern) =>
            groupSize == 0 ? new RowScales(scales, pattern.Rows, pattern.Columns) : GroupScales.Of(scales, pattern, groupSize);
        return new(
            IntegerSum.StoredAs,
            (weights, pattern) => ScalesOf(first, pattern) is { } ones && ScalesOf(second, pattern) is { } others ? IntegerSum.OfSigns(weights, pattern, ones, others) : null);
    }

    /// <summary>A few values, of which each weight is one.</summary>
    /// <param name="centroids">2 to 256 values.</param>
    internal static ValueFormat Codebook(float[] centroids) =>
        new(CodebookRows.StoredAs, (weights, pattern) => CodebookRows.Encode(weights, pattern, centroids));

    /// <summary>Rows put together of a few vectors: a table that is there already.</summary>
    /// <param name="table">The table, which is what the format holds and nothing else.</param>
    internal static ValueFormat Product(ProductMatrix table) =>
        new(table.Encoding.Name, static (_, _) => null, (weights, rows, columns) => table.Is(weights, rows, columns) ? table : null);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Stores every weight of a matrix in this format.</summary>
    /// <param name="weights">Row by row [rows x columns].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a weight is not finite, or none that the format holds.</exception>
    public WeightMatrix EncodeDense(ReadOnlySpan<float> weights, int rows, int columns) =>
        TryEncodeDense(weights, rows, columns) ?? throw CannotHold(nameof(weights));

    /// <summary>Null if the format does not hold a weight.</summary>
    internal WeightMatrix? TryEncodeDense(ReadOnlySpan<float> weights, int rows, int columns) =>
        _encodeDense is { } encode ? encode(weights, rows, columns) : QuantizedMatrix.TryEncode(weights, rows, columns, this);

    /// <summary>Null if the format does not hold a stored weight.</summary>
    internal RowValues? TryEncode(ReadOnlySpan<float> weights, SparsityPattern pattern) => _encode(weights, pattern);

    internal ArgumentException CannotHold(string parameter) => new($"A weight is none of the values that the {Name} format holds.", parameter);

    private static ValueFormat OneMagnitude(IntegerCode code, bool scalePerRow) => new(
        code.Encoding,
        (weights, pattern) => IntegerRows.Encode(code, weights, pattern, RowScales.OfLargest(weights, pattern, scalePerRow)));

    private static ValueFormat OneMagnitudeInGroups(IntegerCode code, int groupSize) =>
        InGroups(code, groupSize, (weights, pattern) => GroupScales.OfLargest(weights, pattern, groupSize));

    private static ValueFormat InGroups(IntegerCode code, int groupSize, FindScales find)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groupSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(groupSize % GroupScales.SizeStep, 0, nameof(groupSize));
        return new(
            $"{code.Encoding.Name} in groups of {groupSize}",
            (weights, pattern) => find(weights, pattern) is { } scales ? IntegerRows.Encode(code, weights, pattern, scales) : null,
            encodeDense: null);
    }
}
