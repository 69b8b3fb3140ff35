/// Scenes and rules: what the house does by one touch and by itself, said in sentences and put together by mouse or keyboard.
///
/// Begin with [AutomationsPage]; [Sentence] says every part in words, [RuleEditor] and [SceneEditor] change them.
@NullMarked
package hearth.ui.automation;

import org.jspecify.annotations.NullMarked;
