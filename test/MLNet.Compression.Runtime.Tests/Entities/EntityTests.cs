using MLNet.Compression.Runtime.Entities;

namespace MLNet.Compression.Runtime.Tests.Entities;

[TestFixture]
internal sealed class EntityTests
{
    [TestCase("B-LOC I-LOC O B-PER", "LOC 0-1, PER 3-3")]
    [TestCase("I-LOC I-LOC B-LOC I-PER", "LOC 0-1, LOC 2-2, PER 3-3", Description = "IOB1, and a type that changes")]
    [TestCase("O I-LOC", "LOC 1-1", Description = "an inside tag behind nothing begins an entity")]
    [TestCase("B-LOC I-LOC E-LOC S-LOC E-LOC", "LOC 0-2, LOC 3-3, LOC 4-4", Description = "BIOES")]
    [TestCase("U-LOC B-LOC L-LOC I-LOC", "LOC 0-0, LOC 1-2, LOC 3-3", Description = "BILOU")]
    [TestCase("PERSON PERSON CITY 0 CITY", "PERSON 0-1, CITY 2-2, CITY 4-4", Description = "types alone")]
    [TestCase("B- B O", "B- 0-0, B 1-1")]
    [TestCase("B-A-B I-A-B", "A-B 0-1")]
    [TestCase("O 0", "")]
    public void Read_Tags_GivesEntities(string tags, string expected) => Assert.That(
        string.Join(", ", Entity.Read(tags.Split(' ')).Select(entity => $"{entity.Type} {entity.First}-{entity.Last}")), Is.EqualTo(expected));

    [Test]
    public void Read_UnknownTag_IsOutside() => Assert.That(Entity.Read(["B-LOC", "", "I-LOC"]), Is.EqualTo([new Entity("LOC", 0, 0), new Entity("LOC", 2, 2)]));

    [Test]
    public void Read_RandomTags_AgreesWithTheRulesOfConlleval()
    {
        string[] tags = ["O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y"];
        var random = new Random(1);
        for (var run = 0; run < 500; run++)
        {
            string[] row = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => tags[random.Next(tags.Length)])];

            Assert.That(Entity.Read(row), Is.EqualTo(Conlleval(row)), string.Join(' ', row));
        }
    }

    [TestCase("B-X,O,I-X", 1)]
    [TestCase("B-X,I-X", -1)]
    [TestCase("X,0", 1)]
    public void OutsideOf_Tags_IsTheOneOfNoEntity(string tags, int expected) => Assert.That(EntityTag.OutsideOf(tags.Split(',')), Is.EqualTo(expected));

    /// <summary>Pair by pair, as conlleval's endOfChunk and startOfChunk say.</summary>
    private static List<Entity> Conlleval(string[] row)
    {
        var (entities, start, before, beforeType) = (new List<Entity>(), -1, 'O', "");
        for (var i = 0; i <= row.Length; i++)
        {
            var (tag, type) = i == row.Length || row[i] == "O" ? ('O', "") : (row[i][0], row[i][2..]);
            var ends = (before is 'E' or 'S') || (before is 'B' or 'I' && tag is 'B' or 'S' or 'O') || (before != 'O' && beforeType != type);
            var starts = tag is 'B' or 'S' || (before is 'E' or 'S' or 'O' && tag is 'E' or 'I') || (tag != 'O' && beforeType != type);
            if (ends && start >= 0)
            {
                entities.Add(new Entity(beforeType, start, i - 1));
                start = -1;
            }

            start = starts ? i : start;
            (before, beforeType) = (tag, type);
        }

        return entities;
    }
}
