namespace Microsoft.ML.Data;

/// <summary>Each row by itself: the numbers of a random sequence in the order of the rows.</summary>
internal sealed class RandomFraction(int seed) : RowFraction
{
    public override IEnumerable<DataViewSchema.Column> Columns => [];

    public override bool NeedsOrder => true;

    public override Func<double> CreateReader(DataViewRow row) => new Random(seed).NextDouble;
}
