using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>The classes in the order of the label's keys: the key values as they were in training, and their names.</summary>
internal abstract class ClassKeys
{
    /// <summary>More keys than this are no classes but a mistake.</summary>
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

    /// <summary>The classes of a key column; one without key values has the names "0", "1", and so on.</summary>
    /// <exception cref="InvalidOperationException">There are too many keys, fewer than two, values of an unusual type, or names that are no Unicode.</exception>
    public static ClassKeys Of(DataViewSchema.Column label)
    {
        var count = ((KeyDataViewType)label.Type).Count;
        if (count is < 2 or > MostClasses)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has {count} keys; a classifier needs 2 to {MostClasses} classes. Check that the column is the label, and that the data holds more than one class.");
        }

        if (!label.HasKeyValues())
        {
            var numbers = Enumerable.Range(0, (int)count).Select(i => i.ToString(CultureInfo.InvariantCulture).AsMemory());
            return new ClassKeys<ReadOnlyMemory<char>>(KeyValueTypes.Text, [.. numbers]);
        }

        var values = (VectorDataViewType)label.Annotations.Schema[AnnotationKinds.KeyValues].Type;
        var classes = KeyValueTypes.Of(values.ItemType, label.Name).ReadFrom(label);
        return classes.Names.FirstOrDefault(name => !IsUnicode(name)) is not { } bad ? classes : throw new InvalidOperationException(
            $"Class {classes.Names.ToList().IndexOf(bad)} of label column '{label.Name}' is named by a text with half of a surrogate pair, which no file can hold. Repair the label.");
    }

    /// <summary>Adds the key values to a column's annotations.</summary>
    public abstract void AddValuesTo(DataViewSchema.Annotations.Builder annotations, string kind);

    public abstract void Write(BinaryWriter writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no classes.</exception>
    public static ClassKeys Read(BinaryReader reader)
    {
        var type = KeyValueTypes.OfId(reader.ReadByte());
        var count = reader.ReadInt32();
        return count is >= 2 and <= MostClasses ? type.Read(reader, count) : throw new FormatException($"{count} classes; 2 to {MostClasses} are possible.");
    }

    public void GetNames(ref VBuffer<ReadOnlyMemory<char>> destination) => Fill(ref destination, _names);

    public static string Describe(IReadOnlyList<string> classes)
    {
        const int Most = 12;
        var names = string.Join(", ", classes.Take(Most).Select(name => $"'{name}'"));
        return classes.Count > Most ? $"{names} and {classes.Count - Most} more" : names;
    }

    private static bool IsUnicode(string name)
    {
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }

    private protected static void Fill<T>(ref VBuffer<T> destination, T[] values)
    {
        var editor = VBufferEditor.Create(ref destination, values.Length);
        values.CopyTo(editor.Values);
        destination = editor.Commit();
    }
}
