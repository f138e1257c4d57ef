using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Which teacher layer each student layer learns from.</summary>
internal static class LayerMap
{
    /// <summary>The given map, checked, or the uniform one: student layer m of M learns from the last teacher layer of its share, ⌈(m + 1) · N / M⌉ − 1.</summary>
    /// <exception cref="ArgumentException">The map does not fit the models.</exception>
    public static LayerPair[] Resolve(IReadOnlyList<int>? map, int studentLayers, int teacherLayers)
    {
        if (map is null)
        {
            return [.. Enumerable.Range(0, studentLayers).Select(m => new LayerPair(m, ((((m + 1) * teacherLayers) + studentLayers - 1) / studentLayers) - 1))];
        }

        if (map.Count != studentLayers)
        {
            throw new ArgumentException($"LayerMap names {map.Count} teacher layers, but the student has {studentLayers} layers: give one for each.");
        }

        if (map.Any(layer => layer < 0 || layer >= teacherLayers))
        {
            throw new ArgumentException($"LayerMap is [{string.Join(", ", map)}], but the teacher has layers 0 to {teacherLayers - 1}.");
        }

        return [.. map.Select((teacher, student) => new LayerPair(student, teacher))];
    }
}
