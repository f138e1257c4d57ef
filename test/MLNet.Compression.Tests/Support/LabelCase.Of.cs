using Microsoft.ML;

namespace MLNet.Compression.Tests.Support;

/// <summary>Labels of one CLR type.</summary>
internal sealed class LabelCase<T>(params (T Value, string Name)[] classes) : LabelCase
{
    public override Type Type => typeof(T);

    public override IReadOnlyList<string> Names => [.. classes.Select(entry => entry.Name)];

    public override IReadOnlyList<string> Values => [.. classes.Select(entry => AnyColumn.Describe(entry.Value))];

    public override IDataView Load(MLContext ml, IReadOnlyList<Message> messages) => ml.Data.LoadFromEnumerable(messages.Select(message => new Row
    {
        Label = classes[message.Number % 3 % classes.Length].Value,
        Sentence1 = message.Sentence1,
        Number = message.Number,
    }).ToList());

    public override IDataView LoadReversedValues(MLContext ml) => ml.Data.LoadFromEnumerable(classes.Reverse().Select(entry => new LabelOnly { Label = entry.Value }).ToList());

    private sealed class LabelOnly
    {
        public T Label { get; set; } = default!;
    }

    private sealed class Row
    {
        public T Label { get; set; } = default!;

        public string Sentence1 { get; set; } = "";

        public int Number { get; set; }
    }
}
