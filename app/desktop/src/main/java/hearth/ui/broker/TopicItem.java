package hearth.ui.broker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/// A level's place in the tree view; what is below it is made when it is opened first. FX thread.
final class TopicItem extends TreeItem<Topic> {

    private static final int FEW = 64;
    private static final Comparator<TreeItem<Topic>> BY_LEVEL = Comparator.comparing(i -> i.getValue().level());

    private final List<TopicItem> grown;
    private final List<TreeItem<Topic>> fresh = new ArrayList<>();
    private boolean filled;
    private boolean waiting;

    /// @param grown one list for the whole tree: the items that wait for [#catchUp]
    TopicItem(Topic topic, List<TopicItem> grown) {
        super(topic);
        this.grown = grown;
        topic.shownBy(this);
    }

    @Override public boolean isLeaf() {
        return getValue().below().isEmpty();
    }

    @Override public ObservableList<TreeItem<Topic>> getChildren() {
        if (!filled) {
            filled = true;
            super.getChildren().setAll(getValue().below().values().stream().map(t -> new TopicItem(t, grown)).toList());
        }
        return super.getChildren();
    }

    void grew(Topic child) {
        if (!waiting && (filled || isExpanded())) {
            waiting = true;
            grown.add(this);
        }
        if (filled) {
            fresh.add(new TopicItem(child, grown));
        }
    }

    /// Shows what came below since the last time, in its place.
    void catchUp() {
        waiting = false;
        if (!filled) {
            getChildren(); // it stood open and empty
            return;
        }
        var children = super.getChildren();
        if (fresh.size() <= FEW) {
            fresh.forEach(item -> children.add(-1 - Collections.binarySearch(children, item, BY_LEVEL), item));
        } else {
            var all = new ArrayList<>(children);
            all.addAll(fresh);
            all.sort(BY_LEVEL);
            children.setAll(all);
        }
        fresh.clear();
    }
}
