/**
 * What a tree shows, as a flat list of rows, without materialising it: a node with 100,000 children holds their number
 * and a sparse map of the ones that were looked at; expanded children are kept as segments with the size of what they
 * show. Finding row i walks from the roots down, with a binary search over the expanded children of each level.
 */
export interface TreeNode<T> {
  readonly key: string;
  readonly value: T;
  readonly parent: TreeNode<T> | null;
  /** Position among the parent's children. */
  readonly position: number;
  readonly level: number;
  /** Whether it can be opened. */
  expandable: boolean;
  expanded: boolean;
  /** Number of children; null until known. */
  childCount: number | null;
  /** Children that were loaded, by position. */
  readonly children: Map<number, TreeNode<T>>;
  /** Positions of expanded children, ascending. */
  open: number[];
  /** Rows shown below this node when expanded. */
  shown: number;
}

/** One visible row: a node, or a place whose node is not loaded yet. */
export interface TreeRow<T> {
  readonly node: TreeNode<T> | null;
  readonly parent: TreeNode<T> | null;
  readonly position: number;
  readonly level: number;
  readonly setSize: number;
}

export interface NewNode<T> {
  readonly key: string;
  readonly value: T;
  readonly expandable: boolean;
  readonly childCount: number | null;
}

const makeNode = <T>(from: NewNode<T>, parent: TreeNode<T> | null, position: number): TreeNode<T> => ({
  ...from,
  parent,
  position,
  level: parent ? parent.level + 1 : 0,
  expanded: false,
  children: new Map(),
  open: [],
  shown: 0,
});

export class TreeModel<T> {
  /** The invisible node above the roots. */
  readonly top: TreeNode<T> = {
    ...makeNode({ key: '', value: undefined as T, expandable: true, childCount: 0 }, null, 0),
    expanded: true,
  };
  readonly byKey = new Map<string, TreeNode<T>>();

  get count(): number {
    return this.top.shown;
  }

  /** The row at a position of the visible list. */
  row(index: number): TreeRow<T> {
    let parent = this.top;
    let rest = index;
    for (;;) {
      // Expanded children before `rest`: each adds the rows it shows.
      let before = 0;
      let hit: TreeNode<T> | null = null;
      let low = 0;
      let high = parent.open.length;
      const sums = this.#sums(parent);
      while (low < high) {
        const middle = (low + high) >> 1;
        if (parent.open[middle]! + sums[middle]! < rest) low = middle + 1;
        else high = middle;
      }
      if (low > 0) {
        const position = parent.open[low - 1]!;
        const child = parent.children.get(position)!;
        const start = position + sums[low - 1]!;
        if (rest <= start + child.shown) hit = child;
        before = sums[low - 1]! + child.shown;
        if (hit) rest -= start + 1;
      }
      if (hit) {
        parent = hit;
        continue;
      }
      const position = rest - before;
      return {
        node: parent.children.get(position) ?? null,
        parent: parent === this.top ? null : parent,
        position,
        level: parent.level + (parent === this.top ? 0 : 1),
        setSize: parent.childCount ?? 0,
      };
    }
  }

  /** The visible position of a node; -1 when an ancestor is closed. */
  indexOf(node: TreeNode<T>): number {
    let index = 0;
    for (let at = node; at !== this.top;) {
      const parent = at.parent ?? this.top;
      if (!parent.expanded) return -1;
      index += at.position;
      for (const position of parent.open) {
        if (position >= at.position) break;
        index += parent.children.get(position)!.shown;
      }
      if (parent !== this.top) index += 1;
      at = parent;
    }
    return index;
  }

  setRoots(roots: readonly NewNode<T>[]): void {
    const opened = [...this.top.children.values()];
    this.byKey.clear();
    this.top.children.clear();
    this.top.open = [];
    this.top.childCount = roots.length;
    this.top.shown = roots.length;
    this.#sumsOf.delete(this.top);
    roots.forEach((root, position) => {
      const before = opened.find((node) => node.key === root.key);
      const node = makeNode(root, null, position);
      this.top.children.set(position, node);
      this.byKey.set(node.key, node);
      if (!before?.expanded || !node.expandable || before.childCount === null) return;
      // A root that does not say how many children it has keeps those that were read.
      node.childCount ??= before.childCount;
      if (node.childCount === before.childCount) this.#adopt(before, node);
    });
  }

  /** Says how many children a node has. Children that are beyond are dropped. */
  setChildCount(node: TreeNode<T>, count: number): void {
    if (node.childCount === count) return;
    for (const [position, child] of node.children) {
      if (position < count) continue;
      if (child.expanded) this.collapse(child);
      this.#forget(child);
      node.children.delete(position);
    }
    const wasShown = node.shown;
    node.childCount = count;
    if (node.expanded) this.#grow(node, count + this.#openRows(node) - wasShown);
  }

  /** Puts loaded children at their positions. */
  setChildren(node: TreeNode<T>, offset: number, children: readonly NewNode<T>[]): void {
    children.forEach((child, i) => {
      const position = offset + i;
      const old = node.children.get(position);
      if (old?.key === child.key) {
        Object.assign(old, {
          value: child.value,
          expandable: child.expandable,
          childCount: child.childCount ?? old.childCount,
        });
        return;
      }
      if (old) {
        if (old.expanded) this.collapse(old);
        this.#forget(old);
      }
      const made = makeNode(child, node === this.top ? null : node, position);
      node.children.set(position, made);
      this.byKey.set(made.key, made);
    });
  }

  expand(node: TreeNode<T>): void {
    if (node.expanded || !node.expandable) return;
    node.expanded = true;
    const parent = node.parent ?? this.top;
    const at = parent.open.findIndex((position) => position > node.position);
    parent.open.splice(at < 0 ? parent.open.length : at, 0, node.position);
    this.#sumsOf.delete(parent);
    this.#grow(node, (node.childCount ?? 0) + this.#openRows(node));
  }

  collapse(node: TreeNode<T>): void {
    if (!node.expanded) return;
    this.#grow(node, -node.shown);
    node.expanded = false;
    const parent = node.parent ?? this.top;
    parent.open.splice(parent.open.indexOf(node.position), 1);
    this.#sumsOf.delete(parent);
  }

  /** Drops everything below a node, so that it is read again. */
  clear(node: TreeNode<T>): void {
    this.collapse(node);
    for (const child of node.children.values()) this.#forget(child);
    node.children.clear();
    node.open = [];
    node.shown = 0;
    this.#sumsOf.delete(node);
  }

  readonly #sumsOf = new Map<TreeNode<T>, number[]>();

  /** For each expanded child: the rows that the expanded children before it show. */
  #sums(node: TreeNode<T>): number[] {
    let sums = this.#sumsOf.get(node);
    if (!sums) {
      let sum = 0;
      sums = node.open.map((position) => {
        const before = sum;
        sum += node.children.get(position)!.shown;
        return before;
      });
      this.#sumsOf.set(node, sums);
    }
    return sums;
  }

  #openRows(node: TreeNode<T>): number {
    return node.open.reduce((sum, position) => sum + node.children.get(position)!.shown, 0);
  }

  #grow(node: TreeNode<T>, by: number): void {
    for (let at = node; ; at = at.parent ?? this.top) {
      at.shown += by;
      this.#sumsOf.delete(at);
      if (at === this.top) return;
      // A closed parent shows nothing; it counts afresh when it opens.
      this.#sumsOf.delete(at.parent ?? this.top);
      if (!(at.parent ?? this.top).expanded) return;
    }
  }

  #forget(node: TreeNode<T>): void {
    this.byKey.delete(node.key);
    this.#sumsOf.delete(node);
    for (const child of node.children.values()) this.#forget(child);
  }

  /** Moves the opened subtree of a replaced root to its successor. */
  #adopt(from: TreeNode<T>, to: TreeNode<T>): void {
    const copy = (source: TreeNode<T>, target: TreeNode<T>) => {
      for (const child of source.children.values()) {
        const made = makeNode<T>(
          { key: child.key, value: child.value, expandable: child.expandable, childCount: child.childCount },
          target,
          child.position,
        );
        target.children.set(made.position, made);
        this.byKey.set(made.key, made);
        copy(child, made);
        if (child.expanded) this.expand(made);
      }
    };
    copy(from, to);
    this.expand(to);
  }
}
