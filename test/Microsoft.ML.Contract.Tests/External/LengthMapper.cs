using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.External;

internal sealed class LengthMapper : IRowToRowMapper
{
    private readonly int _text;
    private readonly float[] _means;

    public LengthMapper(DataViewSchema inputSchema, string textColumn, float[] means, string[] classes)
    {
        InputSchema = inputSchema;
        _text = inputSchema[textColumn].Index;
        _means = means;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, classes.Length), Names("SlotNames", classes));
        builder.AddColumn("PredictedLabel", new KeyDataViewType(typeof(uint), classes.Length), Names("KeyValues", classes));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => column.Index < InputSchema.Count ? column.Index : _text).Distinct().Select(index => InputSchema[index]);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        ReferenceEquals(input.Schema, InputSchema)
            ? new LengthRow(this, input, activeColumns)
            : throw new ArgumentException("Not a row of the schema the mapper was made for.", nameof(input));

    public Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column)
    {
        var getText = input.GetGetter<ReadOnlyMemory<char>>(input.Schema[_text]);
        ReadOnlyMemory<char> text = default;
        if (column.Index == InputSchema.Count)
        {
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> scores) =>
            {
                getText(ref text);
                Score(text.Length, ref scores);
            });
        }
        VBuffer<float> scores = default;
        return (ValueGetter<uint>)((ref uint key) =>
        {
            getText(ref text);
            Score(text.Length, ref scores);
            var values = scores.GetValues();
            key = (uint)values.IndexOf(scores.DenseValues().Max()) + 1;
        });
    }

    private void Score(int length, ref VBuffer<float> scores)
    {
        var editor = VBufferEditor.Create(ref scores, _means.Length);
        var total = 0f;
        for (var index = 0; index < _means.Length; index++)
            total += editor.Values[index] = 1 / (1 + Math.Abs(length - _means[index]));
        foreach (ref var value in editor.Values)
            value /= total;
        scores = editor.Commit();
    }

    private static DataViewSchema.Annotations Names(string kind, string[] names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var values = new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]);
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(
            kind,
            new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> destination) => values.CopyTo(ref destination));
        return builder.ToAnnotations();
    }
}
