using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A numbering of values: the first has key 1; 0 is the key of all others.</summary>
internal abstract class KeyMap
{
    public const string MappableTypes = "text, number or Boolean, single or in a vector";

    protected KeyMap(PrimitiveDataViewType itemType) => ItemType = itemType;

    public PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    public static bool CanMap(DataViewType itemType) => itemType is TextDataViewType or NumberDataViewType or BooleanDataViewType;

    public static PrimitiveDataViewType ItemTypeOf(DataViewType type) =>
        type is VectorDataViewType vector ? vector.ItemType : type as PrimitiveDataViewType;

    public static KeyMap Read(BinaryReader reader)
    {
        var itemType = DataViewTypeCodec.ReadPrimitive(reader);
        ModelFormat.Check(CanMap(itemType), $"Values of {itemType} have no keys.");
        var values = ValueCodec.For(itemType.RawType).ReadArray(reader);
        return GenericFactory.Create<KeyMap>(typeof(KeyMap<>), itemType.RawType, itemType, values);
    }

    public abstract void Write(BinaryWriter writer);

    /// <summary>The column of keys for a column of values.</summary>
    public abstract OutputColumn CreateColumn(DataViewSchema.Column source, string name, bool annotateAsText);
}
