using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Schema;

[TestFixture]
internal sealed class DataViewTypeTests
{
    [Test]
    public void RawType_IsTheTypeOfTheValues()
    {
        Assert.That(TextDataViewType.Instance.RawType, Is.EqualTo(typeof(ReadOnlyMemory<char>)));
        Assert.That(NumberDataViewType.Single.RawType, Is.EqualTo(typeof(float)));
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 3).RawType, Is.EqualTo(typeof(VBuffer<float>)));
        Assert.That(new KeyDataViewType(typeof(uint), 3).RawType, Is.EqualTo(typeof(uint)));
    }

    [Test]
    public void Equals_ComparesWhatTheTypeIsMadeOf()
    {
        Assert.That(new KeyDataViewType(typeof(uint), 3), Is.EqualTo(new KeyDataViewType(typeof(uint), 3UL)));
        Assert.That(new KeyDataViewType(typeof(uint), 3), Is.Not.EqualTo(new KeyDataViewType(typeof(uint), 4)));
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 2, 3), Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, new[] { 2, 3 })));
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 6), Is.Not.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2, 3)));
    }

    [Test]
    public void Size_IsTheProductOfTheDimensions()
    {
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 2, 3).Size, Is.EqualTo(6));
        Assert.That(new VectorDataViewType(NumberDataViewType.Single).IsKnownSize, Is.False);
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 2, 0).Size, Is.Zero);
    }

    [TestCase(typeof(uint), true)]
    [TestCase(typeof(byte), true)]
    [TestCase(typeof(int), false)]
    [TestCase(typeof(string), false)]
    public void IsValidDataType_OfKeys_IsUnsignedOnly(Type type, bool expected)
    {
        Assert.That(KeyDataViewType.IsValidDataType(type), Is.EqualTo(expected));
    }

    [Test]
    public void KeyType_WithoutValues_IsRefused()
    {
        Assert.That(() => new KeyDataViewType(typeof(uint), 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new KeyDataViewType(typeof(int), 3), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void ToString_NamesTypeAndSize()
    {
        Assert.That(NumberDataViewType.Single.ToString(), Is.EqualTo("Single"));
        Assert.That(TextDataViewType.Instance.ToString(), Is.EqualTo("String"));
        Assert.That(new KeyDataViewType(typeof(uint), 3).ToString(), Is.EqualTo("Key<UInt32, 0-2>"));
        Assert.That(new VectorDataViewType(NumberDataViewType.Single, 3).ToString(), Is.EqualTo("Vector<Single, 3>"));
    }
}
