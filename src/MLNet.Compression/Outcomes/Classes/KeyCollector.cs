using Microsoft.ML;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>The classes of a key column: its key values, in their order.</summary>
internal sealed class KeyCollector(DataViewSchema.Column label) : ClassCollector
{
    private readonly ClassKeys _classes = ClassKeys.OfKeys(label);

    public override bool HasKeys => true;

    public override Func<int?> Open(DataViewRow row, DataViewSchema.Column label) => LabelReader.OfKeys(row, label);

    public override ClassKeys ToClasses() => _classes;
}
