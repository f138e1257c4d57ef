namespace Microsoft.ML.Data;

/// <summary>The value of one column in the row last read.</summary>
internal abstract class BinaryCell
{
    public abstract Delegate Getter { get; }

    public static BinaryCell Create(DataViewType type) => GenericFactory.Create<BinaryCell>(typeof(BinaryCell<>), type.RawType);

    public abstract void Read(BinaryReader reader);
}
