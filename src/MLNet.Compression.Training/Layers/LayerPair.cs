namespace MLNet.Compression.Training.Layers;

/// <summary>A student layer and the teacher layer that it learns from, both from 0.</summary>
/// <param name="Student">The student's layer.</param>
/// <param name="Teacher">The teacher's layer.</param>
internal readonly record struct LayerPair(int Student, int Teacher);
