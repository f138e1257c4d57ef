using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>The classes in the order of a model's outputs: the label's values as they were in training, and their names.</summary>
internal abstract class ClassKeys
{
    /// <summary>More than this are no classes but a mistake.</summary>
    public const int MostClasses = 65_536;

    private readonly ReadOnlyMemory<char>[] _names;

    private protected ClassKeys(IEnumerable<string> names)
    {
        Names = [.. names];
        _names = [.. Names.Select(name => name.AsMemory())];
    }

    public int Count => Names.Count;

    /// <summary>The names shown to people and held by the model.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The type of the values.</summary>
    public abstract PrimitiveDataViewType ItemType { get; }

    private protected abstract byte TypeId { get; }

    /// <summary>The values behind the keys of a label column; one without key values has the texts "0", "1", and so on, as which ML.NET writes such keys.</summary>
    /// <exception cref="InvalidOperationException">There are too many keys, or values of an unusual type.</exception>
    public static ClassKeys OfKeys(DataViewSchema.Column label)
    {
        var count = ((KeyDataViewType)label.Type).Count;
        if (count > MostClasses)
        {
            throw new InvalidOperationException($"Label column '{label.Name}' has {count} keys; {MostClasses} classes are possible at most. Is it the label?");
        }

        // Of any item type, where HasKeyValues means text.
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType values && values.Size == (int)count)
        {
            return KeyValueTypes.Of(values.ItemType, label.Name).ReadFrom(label, AnnotationKinds.KeyValues);
        }

        var numbers = Enumerable.Range(0, (int)count).Select(i => i.ToString(CultureInfo.InvariantCulture).AsMemory());
        return new ClassKeys<ReadOnlyMemory<char>>(KeyValueTypes.Text, [.. numbers]);
    }

    /// <summary>Adds the values to a column's annotations.</summary>
    public abstract void AddValuesTo(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>The getter of a column of such values.</summary>
    /// <param name="index">Gives the class of the row at hand.</param>
    public abstract Delegate ValueGetter(Func<int> index);

    /// <summary>The getter of a column of vectors of such values.</summary>
    /// <param name="indices">Gives the classes of the row at hand; of a negative one the value is missing.</param>
    public abstract Delegate ValuesGetter(Func<IReadOnlyList<int>> indices);

    /// <summary>Writes the type of the values, their number, and them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="flag">Added to the type's number.</param>
    public void Write(BinaryWriter writer, byte flag)
    {
        writer.Write((byte)(TypeId | flag));
        writer.Write(Count);
        WriteValues(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote behind the type.</summary>
    /// <exception cref="FormatException">The bytes are no classes.</exception>
    public static ClassKeys Read(BinaryReader reader, byte typeId)
    {
        var type = KeyValueTypes.OfId(typeId);
        var count = reader.ReadInt32();
        return count is >= 2 and <= MostClasses ? type.Read(reader, count) : throw new FormatException($"{count} classes; 2 to {MostClasses} are possible.");
    }

    public void GetNames(ref VBuffer<ReadOnlyMemory<char>> destination) => Fill(ref destination, _names);

    private protected abstract void WriteValues(BinaryWriter writer);

    private protected static void Fill<T>(ref VBuffer<T> destination, T[] values)
    {
        var editor = VBufferEditor.Create(ref destination, values.Length);
        values.CopyTo(editor.Values);
        destination = editor.Commit();
    }
}
