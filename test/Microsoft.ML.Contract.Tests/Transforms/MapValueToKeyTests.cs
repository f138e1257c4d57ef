using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Contract.Tests.Transforms;

[TestFixture]
internal sealed class MapValueToKeyTests
{
    private readonly MLContext _context = new(seed: 1);

    [TestCase(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, new uint[] { 1, 2, 1, 0, 3 }, new[] { "pear", "apple", "fig" })]
    [TestCase(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, new uint[] { 3, 1, 3, 0, 2 }, new[] { "apple", "fig", "pear" })]
    public void Fit_Text_NumbersTheValuesFromOne(ValueToKeyMappingEstimator.KeyOrdinality order, uint[] keys, string[] values)
    {
        var data = Words("pear", "apple", "pear", "", "fig");

        var mapped = _context.Transforms.Conversion.MapValueToKey("Word", keyOrdinality: order).Fit(data).Transform(data);

        Assert.That(mapped.GetColumn<uint>("Word"), Is.EqualTo(keys));
        Assert.That(KeyValuesOf(mapped, "Word"), Is.EqualTo(values));
        Assert.That(((KeyDataViewType)mapped.Schema["Word"].Type).Count, Is.EqualTo(3));
        Assert.That(mapped.Schema["Word"].HasKeyValues(), Is.True);
    }

    [Test]
    public void Transform_ValueNotSeenInTraining_IsMissing()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Word").Fit(Words("a", "b"));

        Assert.That(model.Transform(Words("b", "c", "a")).GetColumn<uint>("Word"), Is.EqualTo(new uint[] { 2, 0, 1 }));
    }

    [Test]
    public void Fit_MaximumNumberOfKeys_StopsThere()
    {
        var data = Words("a", "b", "c");

        var mapped = _context.Transforms.Conversion.MapValueToKey("Word", maximumNumberOfKeys: 2).Fit(data).Transform(data);

        Assert.That(mapped.GetColumn<uint>("Word"), Is.EqualTo(new uint[] { 1, 2, 0 }));
    }

    [Test]
    public void Fit_KeyData_GivesTheNumbering()
    {
        var data = Words("a", "b", "c");

        var mapped = _context.Transforms.Conversion.MapValueToKey("Word", keyData: Words("c", "a")).Fit(data).Transform(data);

        Assert.That(mapped.GetColumn<uint>("Word"), Is.EqualTo(new uint[] { 2, 0, 1 }));
    }

    [Test]
    public void Fit_Numbers_NaNIsMissing()
    {
        var data = _context.Data.LoadFromEnumerable(new[] { 2f, float.NaN, 1f, 2f }.Select(value => new Number { Value = value }));

        var mapped = _context.Transforms.Conversion.MapValueToKey("Value").Fit(data).Transform(data);

        Assert.That(mapped.GetColumn<uint>("Value"), Is.EqualTo(new uint[] { 1, 0, 2, 1 }));
    }

    [Test]
    public void MapKeyToValue_AfterIt_GivesTheValuesBack()
    {
        var data = Words("pear", "apple", "pear", "");
        using var model = _context.Transforms.Conversion.MapValueToKey("Key", "Word")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Fit(data);

        Assert.That(model.Transform(data).GetColumn<string>("Back"), Is.EqualTo(new[] { "pear", "apple", "pear", "" }));
    }

    [Test]
    public void MapKeyToValue_OfNumbers_MissingIsNaN()
    {
        var data = _context.Data.LoadFromEnumerable(new[] { 2f, float.NaN }.Select(value => new Number { Value = value }));
        using var model = _context.Transforms.Conversion.MapValueToKey("Key", "Value")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Fit(data);

        Assert.That(model.Transform(data).GetColumn<float>("Back"), Is.EqualTo(new[] { 2f, float.NaN }));
    }

    [Test]
    public void MapKeyToValue_ColumnThatIsNoKey_IsRefused()
    {
        var pipeline = _context.Transforms.CopyColumns("Copy", "Word").Append(_context.Transforms.Conversion.MapKeyToValue("Word"));

        Assert.That(
            () => pipeline.Fit(Words("a")),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("KeyType"));
    }

    [Test]
    public void MapKeyToValue_KeyWithoutValues_IsRefused()
    {
        var data = _context.Data.LoadFromEnumerable([new Keyed { Key = 1 }]);
        var pipeline = _context.Transforms.CopyColumns("Copy", "Key").Append(_context.Transforms.Conversion.MapKeyToValue("Key"));

        Assert.That(
            () => pipeline.Fit(data),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("doesn't contain key values metadata"));
    }

    [Test]
    public void Load_Saved_MapsAlike()
    {
        var data = Words("pear", "apple", "pear");
        using var model = _context.Transforms.Conversion.MapValueToKey("Key", "Word")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Fit(data);
        using var stream = new MemoryStream();
        _context.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        var loaded = new MLContext().Model.Load(stream, out _).Transform(Words("apple", "kiwi", "pear"));

        Assert.That(loaded.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 2, 0, 1 }));
        Assert.That(loaded.GetColumn<string>("Back"), Is.EqualTo(new[] { "apple", "", "pear" }));
        Assert.That(KeyValuesOf(loaded, "Key"), Is.EqualTo(new[] { "pear", "apple" }));
    }

    private IDataView Words(params string[] words) => _context.Data.LoadFromEnumerable(words.Select(word => new WordRow { Word = word }));

    private static string[] KeyValuesOf(IDataView data, string column)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        data.Schema[column].GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private sealed class WordRow
    {
        public string Word { get; set; } = "";
    }

    private sealed class Number
    {
        public float Value { get; set; }
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Key { get; set; }
    }
}
